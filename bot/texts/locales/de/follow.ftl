gathered-why = Seit { $since }, das Größte zuerst:
digest-next-day = Von jetzt an werden Änderungen hier einmal am Tag gemeldet.
digest-next-week = Von jetzt an werden Änderungen hier einmal in der Woche gemeldet.
status-gathered =
    { $count ->
        [one] 1 Neuigkeit wartet auf die nächste Übersicht: { $moment }.
       *[other] { $count } Neuigkeiten warten auf die nächste Übersicht: { $moment }.
    }
