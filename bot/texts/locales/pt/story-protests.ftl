### Recursos contra uma compra, junto do Government Accountability Office (GAO) dos EUA.

story-protests = Recursos
story-protests-line =
    { $count ->
        [one] Recurso de { $protester }
       *[other] { $count } recursos, o último de { $protester }
    }{ $outcome ->
        [none] { "" }
       *[other] : { $outcome }
    }
story-protests-line-same =
    { $count } recursos de { $protester }{ $outcome ->
        [none] { "" }
       *[other] , cada um { $outcome }
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

contract-code-protester = Recorrente
contract-code-protest-agency = Organismo
contract-code-protest-file = Processo
contract-code-protest-outcome = Resultado
contract-code-protest-decided = Decidido
contract-code-protest-filed = Apresentado
contract-code-protest-due = Decisão prevista
contract-code-protest-case = Tipo de processo
