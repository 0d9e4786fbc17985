### Van wie de leverancier van een contract is.

story-owners = Eigenaar
# Headline of a post, behind the company.
story-owners-news =
    { $new ->
        [none] geen moederbedrijf meer in het register
       *[other] ander moederbedrijf in het register
    }
story-owners-line =
    Moederbedrijf volgens het register GLEIF: { $new ->
        [none] niet meer vermeld
       *[other] { $new }
    }{ $old ->
        [none] { "" }
       *[other] , eerder: { $old }
    }
story-owners-parent =
    { $now ->
        [yes] { $company } (LEI { $lei }): { $parent ->
                [none] geen moederbedrijf in het register
               *[other] moederbedrijf **{ $parent }**
            }, gelezen op { $date }{ $parent ->
                [none] . Dat toont niet aan dat het bedrijf onafhankelijk is
               *[other] { "" }
            }
       *[no] { $company }: tot { $date } { $parent ->
                [none] geen moederbedrijf in het register
               *[other] was het moederbedrijf { $parent }
            }
    }{ $stale ->
        [yes] . De inschrijving is niet vernieuwd en kan verouderd zijn
       *[no] { "" }
    }.
story-owners-action =
    Wijziging{ $number ->
        [none] { "" }
       *[other] { " " }{ $number }
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    }: { $reason }
story-owners-lag = Het register toont een verkoop laat: een moeder staat erin zodra haar jaarrekening het bedrijf omvat, en veel bedrijven melden er geen.
