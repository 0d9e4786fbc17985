### Recursos contra una compra, ante la Government Accountability Office (GAO) de EE. UU.

story-protests = Recursos
story-protests-meaning =
    { $meaning ->
        [none] { "" }
        [dismissed] { " " }(cerrado sin decisión)
        [denied] { " " }(rechazado)
        [sustained] { " " }(aceptado)
       *[withdrawn] { " " }(retirado)
    }
story-protests-line =
    { $count ->
        [one] Recurso de { $protester }
       *[other] { $count } recursos, el último de { $protester }
    }{ $outcome ->
        [none] { "" }
       *[other] : { $outcome }{ story-protests-meaning }
    }
story-protests-line-same =
    { $count } recursos de { $protester }{ $outcome ->
        [none] { "" }
       *[other] , cada uno { $outcome }{ story-protests-meaning }
    }
story-protests-only-words =
    { $published ->
        [yes] La GAO, que resuelve los recursos, publicó algo sobre esta compra
       *[no] Una descripción habla de un recurso o de una paralización de los trabajos
    }
story-protests-docket =
    { $file }, { $protester }{ $outcome ->
        [none] { "" }
       *[other] : { $outcome }
    }{ $filed ->
        [none] { "" }
       *[other] , presentado el { $filed }
    }{ $ends ->
        [none] { "" }
       *[other] , resolución prevista el { $ends }
    }{ $decided ->
        [none] { "" }
       *[other] , resuelto el { $decided }
    }
story-protests-article = Publicado por la GAO: { $title }
story-protests-described =
    La descripción{ $number ->
        [none] { "" }
       *[other] { " " }de { $number }
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    } dice: { $words }
story-protests-silence = Aquí solo están los expedientes de la GAO que sigue este servidor. Puede haber habido otros recursos.
story-protests-read = Fuente: GAO, leída el { $date }

headline-protest = recurso, ahora { $outcome }
protest-name = Recurso { $file } de { $protester } sobre la compra { $solicitation }
protest-means =
    { $outcome } significa: { $meaning ->
        [dismissed] cerrado sin decidir quién tenía razón
        [denied] la GAO falló en contra del recurso
        [sustained] la GAO falló a favor del recurso
       *[withdrawn] retirado por la empresa que lo presentó
    }.
change-protest =
    { $meaning ->
        [none] Resultado: { $outcome }.
       *[other] { protest-means }
    }{ $decided ->
        [none] { "" }
       *[other] { " " }Resuelto el { $decided }.
    }{ $before ->
        [none] { "" }
       *[other] { " " }Antes: { $before }.
    }

contract-code-protester = Recurrente
contract-code-protest-agency = Organismo
contract-code-protest-file = Expediente
contract-code-protest-outcome = Resultado
contract-code-protest-decided = Resuelto
contract-code-protest-filed = Presentado
contract-code-protest-due = Resolución prevista
contract-code-protest-case = Tipo de asunto
