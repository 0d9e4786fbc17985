### A quién pertenece el proveedor de un contrato.

story-owners = Propietario
# Headline of a post, behind the company.
story-owners-news =
    { $new ->
        [none] ya no consta una matriz en el registro
       *[other] otra matriz en el registro
    }
story-owners-line =
    Matriz, según el registro GLEIF: { $new ->
        [none] ya no consta
       *[other] { $new }
    }{ $old ->
        [none] { "" }
       *[other] , antes: { $old }
    }
story-owners-parent =
    { $now ->
        [yes] { $company } (LEI { $lei }): { $parent ->
                [none] sin matriz en el registro
               *[other] matriz **{ $parent }**
            }, leído el { $date }{ $parent ->
                [none] . Eso no demuestra que sea independiente
               *[other] { "" }
            }
       *[no] { $company }: hasta el { $date } { $parent ->
                [none] sin matriz en el registro
               *[other] la matriz era { $parent }
            }
    }{ $stale ->
        [yes] . La inscripción no se renovó y puede estar desfasada
       *[no] { "" }
    }.
story-owners-action =
    Modificación{ $number ->
        [none] { "" }
       *[other] { " " }{ $number }
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    }: { $reason }
story-owners-lag = El registro muestra una venta con retraso: una matriz figura cuando sus cuentas incluyen a la empresa, y muchas no declaran ninguna.
