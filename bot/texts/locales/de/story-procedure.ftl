### Das Verfahren eines Vertrags: Plan, Ausschreibung, Vergabe und Vertrag.

story-procedure = Verfahren
story-procedure-line = Dasselbe Verfahren: { $stages }
story-procedure-stage =
    { $stage ->
        [plan] geplant
        [tender] Ausschreibung
        [award] Vergabe
        [contract] Vertrag
        [cancelled] aufgehoben
       *[other] Bekanntmachung
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    }
story-procedure-entry =
    { $date ->
        [none] Tag nicht angegeben
       *[other] { $date }
    }: { $stage }, { $number }{ $supplier ->
        [none] { "" }
       *[other] , { $supplier }
    }
story-procedure-this = dieser Eintrag
story-procedure-missing = seit { $date } nicht mehr in der Quelle
story-procedure-more =
    { $count ->
        [one] Ein weiterer Eintrag ist nicht gezeigt.
       *[other] { $count } weitere Einträge sind nicht gezeigt.
    }
story-procedure-proof = Die Quelle verbindet diese Einträge: Sie haben dieselbe Verfahrens- oder Ausschreibungsnummer (bei einem Auftrag auch die seines Rahmenvertrags), oder einer nennt die Nummer des anderen. Hier steht nur, was die Beobachtungen dieses Servers gefunden haben.
