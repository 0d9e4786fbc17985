### Beschwerden gegen einen Einkauf beim Government Accountability Office (GAO) der USA.

story-protests = Beschwerden
story-protests-meaning =
    { $meaning ->
        [none] { "" }
        [dismissed] { " " }(ohne Entscheidung beendet)
        [denied] { " " }(zurückgewiesen)
        [sustained] { " " }(stattgegeben)
       *[withdrawn] { " " }(zurückgezogen)
    }
story-protests-line =
    { $count ->
        [one] Beschwerde von { $protester }
       *[other] { $count } Beschwerden, die letzte von { $protester }
    }{ $outcome ->
        [none] { "" }
       *[other] : { $outcome }{ story-protests-meaning }
    }
story-protests-line-same =
    { $count } Beschwerden von { $protester }{ $outcome ->
        [none] { "" }
       *[other] , jede { $outcome }{ story-protests-meaning }
    }
story-protests-only-words =
    { $published ->
        [yes] Das GAO, das über Beschwerden entscheidet, hat etwas über diesen Einkauf veröffentlicht
       *[no] Eine Beschreibung spricht von einer Beschwerde oder einem Stopp der Arbeiten
    }
story-protests-docket =
    { $file }, { $protester }{ $outcome ->
        [none] { "" }
       *[other] : { $outcome }
    }{ $filed ->
        [none] { "" }
       *[other] , eingereicht am { $filed }
    }{ $ends ->
        [none] { "" }
       *[other] , Entscheidung fällig am { $ends }
    }{ $decided ->
        [none] { "" }
       *[other] , entschieden am { $decided }
    }
story-protests-article = Vom GAO veröffentlicht: { $title }
story-protests-described =
    In der Beschreibung{ $number ->
        [none] { "" }
       *[other] { " " }von { $number }
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    } steht: { $words }
story-protests-silence = Hier stehen nur Verfahren des GAO, die dieser Server beobachtet. Es kann weitere Beschwerden gegeben haben.
story-protests-read = Quelle: GAO, abgerufen am { $date }

headline-protest = Beschwerde jetzt { $outcome }
protest-name = Beschwerde { $file } von { $protester } zum Einkauf { $solicitation }
protest-means =
    { $outcome } heißt: { $meaning ->
        [dismissed] beendet ohne Entscheidung, wer recht hatte
        [denied] vom GAO zurückgewiesen
        [sustained] das GAO gab der Beschwerde statt
       *[withdrawn] von der Firma zurückgezogen, die sich beschwert hatte
    }.
change-protest =
    { $meaning ->
        [none] Ausgang: { $outcome }.
       *[other] { protest-means }
    }{ $decided ->
        [none] { "" }
       *[other] { " " }Entschieden am { $decided }.
    }{ $before ->
        [none] { "" }
       *[other] { " " }Vorher: { $before }.
    }

contract-code-protester = Beschwerde von
contract-code-protest-agency = Behörde
contract-code-protest-file = Aktenzeichen
contract-code-protest-outcome = Ausgang
contract-code-protest-decided = Entschieden
contract-code-protest-filed = Eingereicht
contract-code-protest-due = Entscheidung fällig
contract-code-protest-case = Art des Verfahrens
