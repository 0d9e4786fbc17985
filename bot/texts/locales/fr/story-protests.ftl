### Recours contre un achat, auprès du Government Accountability Office (GAO) des États-Unis.

story-protests = Recours
story-protests-meaning =
    { $meaning ->
        [none] { "" }
        [dismissed] { " " }(clos sans être tranché)
        [denied] { " " }(rejeté)
        [sustained] { " " }(accepté)
       *[withdrawn] { " " }(retiré)
    }
story-protests-line =
    { $count ->
        [one] Recours de { $protester }
       *[other] { $count } recours, le dernier de { $protester }
    }{ $outcome ->
        [none] { "" }
       *[other] { " " }: { $outcome }{ story-protests-meaning }
    }
story-protests-line-same =
    { $count } recours de { $protester }{ $outcome ->
        [none] { "" }
       *[other] , chacun { $outcome }{ story-protests-meaning }
    }
story-protests-only-words =
    { $published ->
        [yes] Le GAO, qui tranche les recours, a publié un texte sur cet achat
       *[no] Une description parle d’un recours ou d’un arrêt des travaux
    }
story-protests-docket =
    { $file }, { $protester }{ $outcome ->
        [none] { "" }
       *[other] { " " }: { $outcome }
    }{ $filed ->
        [none] { "" }
       *[other] , déposé le { $filed }
    }{ $ends ->
        [none] { "" }
       *[other] , décision attendue le { $ends }
    }{ $decided ->
        [none] { "" }
       *[other] , décision du { $decided }
    }
story-protests-article = Publié par le GAO : { $title }
story-protests-described =
    La description{ $number ->
        [none] { "" }
       *[other] { " " }de { $number }
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    } dit : { $words }
story-protests-silence = Seuls les dossiers du GAO que ce serveur surveille apparaissent. Il peut y avoir eu d’autres recours.
story-protests-read = Source : GAO, lu le { $date }

headline-protest = recours, issue { $outcome }
protest-name = Recours { $file } de { $protester } au sujet de l’achat { $solicitation }
protest-means =
    { $outcome } veut dire : { $meaning ->
        [dismissed] recours clos sans être tranché
        [denied] recours rejeté sur le fond par le GAO
        [sustained] recours accepté par le GAO
       *[withdrawn] recours retiré par la société qui l’avait formé
    }.
change-protest =
    { $meaning ->
        [none] Issue : { $outcome }.
       *[other] { protest-means }
    }{ $decided ->
        [none] { "" }
       *[other] { " " }Décision du { $decided }.
    }{ $before ->
        [none] { "" }
       *[other] { " " }Avant : { $before }.
    }

contract-code-protester = Auteur du recours
contract-code-protest-agency = Organisme
contract-code-protest-file = Dossier
contract-code-protest-outcome = Issue
contract-code-protest-decided = Décision
contract-code-protest-filed = Dépôt
contract-code-protest-due = Décision attendue
contract-code-protest-case = Type d’affaire
