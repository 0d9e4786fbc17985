### Ricorsi contro un acquisto, davanti al Government Accountability Office (GAO) degli Stati Uniti.

story-protests = Ricorsi
story-protests-meaning =
    { $meaning ->
        [none] { "" }
        [dismissed] { " " }(chiuso senza decisione)
        [denied] { " " }(respinto)
        [sustained] { " " }(accolto)
       *[withdrawn] { " " }(ritirato)
    }
story-protests-line =
    { $count ->
        [one] Ricorso di { $protester }
       *[other] { $count } ricorsi, l’ultimo di { $protester }
    }{ $outcome ->
        [none] { "" }
       *[other] : { $outcome }{ story-protests-meaning }
    }
story-protests-line-same =
    { $count } ricorsi di { $protester }{ $outcome ->
        [none] { "" }
       *[other] , ognuno { $outcome }{ story-protests-meaning }
    }
story-protests-only-words =
    { $published ->
        [yes] Il GAO, che decide sui ricorsi, ha pubblicato qualcosa su questo acquisto
       *[no] Una descrizione parla di un ricorso o di una sospensione dei lavori
    }
story-protests-docket =
    { $file }, { $protester }{ $outcome ->
        [none] { "" }
       *[other] : { $outcome }
    }{ $filed ->
        [none] { "" }
       *[other] , presentato il { $filed }
    }{ $ends ->
        [none] { "" }
       *[other] , decisione attesa il { $ends }
    }{ $decided ->
        [none] { "" }
       *[other] , deciso il { $decided }
    }
story-protests-article = Pubblicato dal GAO: { $title }
story-protests-described =
    La descrizione{ $number ->
        [none] { "" }
       *[other] { " " }di { $number }
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    } dice: { $words }
story-protests-silence = Qui ci sono solo i fascicoli del GAO che questo server segue. Possono esserci stati altri ricorsi.
story-protests-read = Fonte: GAO, letta il { $date }

headline-protest = ricorso, ora { $outcome }
protest-name = Ricorso { $file } di { $protester } sull’acquisto { $solicitation }
protest-means =
    { $outcome } significa: { $meaning ->
        [dismissed] chiuso senza decidere chi avesse ragione
        [denied] il GAO ha respinto il ricorso
        [sustained] il GAO ha accolto il ricorso
       *[withdrawn] ritirato dall’azienda che l’aveva presentato
    }.
change-protest =
    { $meaning ->
        [none] Esito: { $outcome }.
       *[other] { protest-means }
    }{ $decided ->
        [none] { "" }
       *[other] { " " }Deciso il { $decided }.
    }{ $before ->
        [none] { "" }
       *[other] { " " }Prima: { $before }.
    }

contract-code-protester = Ricorrente
contract-code-protest-agency = Ente
contract-code-protest-file = Fascicolo
contract-code-protest-outcome = Esito
contract-code-protest-decided = Deciso
contract-code-protest-filed = Presentato
contract-code-protest-due = Decisione attesa
contract-code-protest-case = Tipo di procedimento
