### A quem pertence o fornecedor de um contrato.

story-owners = Proprietário
# Headline of a post, behind the company.
story-owners-news =
    { $new ->
        [none] já não consta uma controladora no registro
       *[other] outra controladora no registro
    }
story-owners-line =
    Empresa controladora, segundo o registro GLEIF: { $new ->
        [none] não consta mais
       *[other] { $new }
    }{ $old ->
        [none] { "" }
       *[other] , antes: { $old }
    }
story-owners-parent =
    { $now ->
        [yes] { $company } (LEI { $lei }): { $parent ->
                [none] sem empresa controladora no registro
               *[other] empresa controladora **{ $parent }**
            }, lido em { $date }{ $parent ->
                [none] . Isso não prova que seja independente
               *[other] { "" }
            }
       *[no] { $company }: até { $date } { $parent ->
                [none] sem empresa controladora no registro
               *[other] a controladora era { $parent }
            }
    }{ $stale ->
        [yes] . A inscrição não foi renovada e pode estar desatualizada
       *[no] { "" }
    }.
story-owners-action =
    Aditivo{ $number ->
        [none] { "" }
       *[other] { " " }{ $number }
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    }: { $reason }
story-owners-lag = O registro mostra uma venda com atraso: uma controladora aparece quando suas contas incluem a empresa, e muitas empresas não declaram nenhuma.
