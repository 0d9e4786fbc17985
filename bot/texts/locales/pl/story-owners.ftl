### Do kogo należy wykonawca umowy.

story-owners = Właściciel
# Headline of a post, behind the company.
story-owners-news =
    { $new ->
        [none] w rejestrze nie ma już spółki dominującej
       *[other] inna spółka dominująca w rejestrze
    }
story-owners-line =
    Spółka dominująca według rejestru GLEIF: { $new ->
        [none] już niepodana
       *[other] { $new }
    }{ $old ->
        [none] { "" }
       *[other] , wcześniej: { $old }
    }
story-owners-parent =
    { $now ->
        [yes] { $company } (LEI { $lei }): { $parent ->
                [none] brak spółki dominującej w rejestrze
               *[other] spółka dominująca **{ $parent }**
            }, odczyt z { $date }{ $parent ->
                [none] . To nie dowodzi, że firma jest niezależna
               *[other] { "" }
            }
       *[no] { $company }: do { $date } { $parent ->
                [none] brak spółki dominującej w rejestrze
               *[other] spółką dominującą była { $parent }
            }
    }{ $stale ->
        [yes] . Wpisu nie odnowiono i może być nieaktualny
       *[no] { "" }
    }.
story-owners-action =
    Aneks{ $number ->
        [none] { "" }
       *[other] { " " }{ $number }
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    }: { $reason }
story-owners-lag = Rejestr pokazuje sprzedaż z opóźnieniem: spółka dominująca pojawia się, gdy jej sprawozdanie obejmuje firmę, a wiele firm żadnej nie zgłasza.
