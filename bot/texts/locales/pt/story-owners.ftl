### A quem pertence o titular de um contrato.

story-owners = Proprietário
story-owners-line =
    Empresa-mãe, segundo o registo GLEIF: { $new ->
        [none] já não consta
       *[other] { $new }
    }{ $old ->
        [none] { "" }
       *[other] , antes: { $old }
    }
story-owners-parent =
    { $now ->
        [yes] { $company } (LEI { $lei }): { $parent ->
                [none] o registo não indica empresa-mãe. Isso não mostra que seja independente
               *[other] empresa-mãe **{ $parent }**
            }, lido em { $date }
       *[no] { $company }: até { $date } { $parent ->
                [none] sem empresa-mãe no registo
               *[other] a empresa-mãe era { $parent }
            }
    }{ $stale ->
        [yes] . A inscrição não foi renovada e pode estar desatualizada
       *[no] { "" }
    }.
story-owners-action =
    Alteração{ $number ->
        [none] { "" }
       *[other] { " " }{ $number }
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    }: { $reason }
story-owners-lag = O registo mostra uma venda com atraso: uma empresa-mãe figura quando as suas contas incluem a empresa, e muitas não declaram nenhuma.
