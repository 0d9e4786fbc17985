### Wem der Auftragnehmer eines Vertrags gehört.

story-owners = Eigentümer
# Headline of a post, behind the company.
story-owners-news =
    { $new ->
        [none] keine Muttergesellschaft mehr im Register
       *[other] andere Muttergesellschaft im Register
    }
story-owners-line =
    Muttergesellschaft laut Register GLEIF: { $new ->
        [none] nicht mehr angegeben
       *[other] { $new }
    }{ $old ->
        [none] { "" }
       *[other] , vorher: { $old }
    }
story-owners-parent =
    { $now ->
        [yes] { $company } (LEI { $lei }): { $parent ->
                [none] keine Muttergesellschaft im Register
               *[other] Muttergesellschaft **{ $parent }**
            }, abgerufen am { $date }{ $parent ->
                [none] . Das beweist nicht, dass die Firma unabhängig ist
               *[other] { "" }
            }
       *[no] { $company }: bis { $date } { $parent ->
                [none] keine Muttergesellschaft im Register
               *[other] war die Muttergesellschaft { $parent }
            }
    }{ $stale ->
        [yes] . Der Eintrag wurde nicht erneuert und kann veraltet sein
       *[no] { "" }
    }.
story-owners-action =
    Änderung{ $number ->
        [none] { "" }
       *[other] { " " }{ $number }
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    }: { $reason }
story-owners-lag = Das Register zeigt einen Verkauf erst spät: Eine Mutter steht dort, sobald ihre Bilanz die Firma enthält, und viele melden keine.
