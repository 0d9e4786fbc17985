### El procedimiento de un contrato: plan, licitación, adjudicación y contrato.

story-procedure = Procedimiento
story-procedure-line = Mismo procedimiento: { $stages }
story-procedure-stage =
    { $stage ->
        [plan] compra prevista
        [tender] anuncio de licitación
        [award] adjudicación
        [contract] contrato
        [cancelled] anulación
       *[other] anuncio
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    }
story-procedure-entry =
    { $date ->
        [none] día no indicado
       *[other] { $date }
    }: { $stage }, { $number }{ $supplier ->
        [none] { "" }
       *[other] , { $supplier }
    }
story-procedure-this = esta ficha
story-procedure-missing = no consta en la fuente desde el { $date }
story-procedure-more =
    { $count ->
        [one] Hay una ficha más que no se muestra.
       *[other] Hay { $count } fichas más que no se muestran.
    }
story-procedure-proof = La fuente une estas fichas: tienen el mismo número de procedimiento o de licitación (en un pedido, también el de su acuerdo marco), o una cita el número de la otra. Aquí solo está lo que encontraron los seguimientos de este servidor.
