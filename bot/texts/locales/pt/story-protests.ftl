### Recursos contra uma compra, no Government Accountability Office (GAO) dos EUA.

story-protests = Recursos
story-protests-meaning =
    { $meaning ->
        [none] { "" }
        [dismissed] { " " }(encerrado sem decisão)
        [denied] { " " }(rejeitado)
        [sustained] { " " }(aceito)
       *[withdrawn] { " " }(retirado)
    }
story-protests-line =
    { $count ->
        [one] Recurso de { $protester }
       *[other] { $count } recursos, o último de { $protester }
    }{ $outcome ->
        [none] { "" }
       *[other] : { $outcome }{ story-protests-meaning }
    }
story-protests-line-same =
    { $count } recursos de { $protester }{ $outcome ->
        [none] { "" }
       *[other] , cada um { $outcome }{ story-protests-meaning }
    }
story-protests-only-words =
    { $published ->
        [yes] O GAO, que decide os recursos, publicou algo sobre esta compra
       *[no] Uma descrição fala de um recurso ou de uma suspensão dos trabalhos
    }
story-protests-docket =
    { $file }, { $protester }{ $outcome ->
        [none] { "" }
       *[other] : { $outcome }
    }{ $filed ->
        [none] { "" }
       *[other] , apresentado em { $filed }
    }{ $ends ->
        [none] { "" }
       *[other] , decisão prevista para { $ends }
    }{ $decided ->
        [none] { "" }
       *[other] , decidido em { $decided }
    }
story-protests-article = Publicado pelo GAO: { $title }
story-protests-described =
    A descrição{ $number ->
        [none] { "" }
       *[other] { " " }de { $number }
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    } diz: { $words }
story-protests-silence = Aqui só estão os processos do GAO que este servidor acompanha. Pode ter havido outros recursos.
story-protests-read = Fonte: GAO, lida em { $date }

headline-protest = recurso, agora { $outcome }
protest-name = Recurso { $file } de { $protester } sobre a compra { $solicitation }
protest-means =
    { $outcome } significa: { $meaning ->
        [dismissed] encerrado sem decidir quem tinha razão
        [denied] o GAO decidiu contra o recurso
        [sustained] o GAO decidiu a favor do recurso
       *[withdrawn] retirado pela empresa que o apresentou
    }.
change-protest =
    { $meaning ->
        [none] Resultado: { $outcome }.
       *[other] { protest-means }
    }{ $decided ->
        [none] { "" }
       *[other] { " " }Decidido em { $decided }.
    }{ $before ->
        [none] { "" }
       *[other] { " " }Antes: { $before }.
    }

contract-code-protester = Recorrente
contract-code-protest-agency = Organismo
contract-code-protest-file = Processo
contract-code-protest-outcome = Resultado
contract-code-protest-decided = Decidido
contract-code-protest-filed = Apresentado
contract-code-protest-due = Decisão prevista
contract-code-protest-case = Tipo de processo
