### A chi appartiene il fornitore di un contratto.

story-owners = Proprietario
# Headline of a post, behind the company.
story-owners-news =
    { $new ->
        [none] non risulta più una società madre nel registro
       *[other] altra società madre nel registro
    }
story-owners-line =
    Società madre, secondo il registro GLEIF: { $new ->
        [none] non più indicata
       *[other] { $new }
    }{ $old ->
        [none] { "" }
       *[other] , prima: { $old }
    }
story-owners-parent =
    { $now ->
        [yes] { $company } (LEI { $lei }): { $parent ->
                [none] nessuna società madre nel registro
               *[other] società madre **{ $parent }**
            }, letto il { $date }{ $parent ->
                [none] . Questo non dimostra che sia indipendente
               *[other] { "" }
            }
       *[no] { $company }: fino al { $date } { $parent ->
                [none] nessuna società madre nel registro
               *[other] la società madre era { $parent }
            }
    }{ $stale ->
        [yes] . L’iscrizione non è stata rinnovata e può essere superata
       *[no] { "" }
    }.
story-owners-action =
    Modifica{ $number ->
        [none] { "" }
       *[other] { " " }{ $number }
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    }: { $reason }
story-owners-lag = Il registro mostra una vendita in ritardo: una società madre vi compare quando i suoi conti comprendono l’azienda, e molte non ne dichiarano.
