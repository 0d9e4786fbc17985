### Bezwaren tegen een aankoop, bij het Government Accountability Office (GAO) van de VS.

story-protests = Bezwaren
story-protests-meaning =
    { $meaning ->
        [none] { "" }
        [dismissed] { " " }(gesloten zonder beslissing)
        [denied] { " " }(afgewezen)
        [sustained] { " " }(gegrond)
       *[withdrawn] { " " }(ingetrokken)
    }
story-protests-line =
    { $count ->
        [one] Bezwaar van { $protester }
       *[other] { $count } bezwaren, het laatste van { $protester }
    }{ $outcome ->
        [none] { "" }
       *[other] : { $outcome }{ story-protests-meaning }
    }
story-protests-line-same =
    { $count } bezwaren van { $protester }{ $outcome ->
        [none] { "" }
       *[other] , elk { $outcome }{ story-protests-meaning }
    }
story-protests-only-words =
    { $published ->
        [yes] Het GAO, dat over bezwaren beslist, heeft iets over deze aankoop gepubliceerd
       *[no] Een beschrijving spreekt van een bezwaar of van stilleggen van het werk
    }
story-protests-docket =
    { $file }, { $protester }{ $outcome ->
        [none] { "" }
       *[other] : { $outcome }
    }{ $filed ->
        [none] { "" }
       *[other] , ingediend op { $filed }
    }{ $ends ->
        [none] { "" }
       *[other] , beslissing verwacht op { $ends }
    }{ $decided ->
        [none] { "" }
       *[other] , beslist op { $decided }
    }
story-protests-article = Gepubliceerd door het GAO: { $title }
story-protests-described =
    In de beschrijving{ $number ->
        [none] { "" }
       *[other] { " " }van { $number }
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    } staat: { $words }
story-protests-silence = Hier staan alleen dossiers van het GAO die deze server volgt. Er kunnen ook andere bezwaren zijn gemaakt.
story-protests-read = Bron: GAO, gelezen op { $date }

headline-protest = bezwaar nu { $outcome }
protest-name = Bezwaar { $file } van { $protester } over de aankoop { $solicitation }
protest-means =
    { $outcome } betekent: { $meaning ->
        [dismissed] gesloten zonder te beslissen wie gelijk had
        [denied] het GAO wees het bezwaar af
        [sustained] het GAO verklaarde het bezwaar gegrond
       *[withdrawn] ingetrokken door het bedrijf dat bezwaar maakte
    }.
change-protest =
    { $meaning ->
        [none] Uitkomst: { $outcome }.
       *[other] { protest-means }
    }{ $decided ->
        [none] { "" }
       *[other] { " " }Beslist op { $decided }.
    }{ $before ->
        [none] { "" }
       *[other] { " " }Eerder: { $before }.
    }

contract-code-protester = Bezwaar van
contract-code-protest-agency = Instantie
contract-code-protest-file = Dossier
contract-code-protest-outcome = Uitkomst
contract-code-protest-decided = Beslist
contract-code-protest-filed = Ingediend
contract-code-protest-due = Beslissing verwacht
contract-code-protest-case = Soort zaak
