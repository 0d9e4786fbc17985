### Was in einem Kanal über Verträge gemeldet wird: Änderungen, Übersichten, und wie das Beobachten läuft.

## Beiträge

post-about = { $name }, { $title }
post-total =
    { $source ->
        [decp] Ganzer Vertrag, netto: **{ $amount }**
       *[other] Insgesamt zugesagt: **{ $amount }**
    }
post-own-ceiling = Obergrenze: **{ $ceiling }** für alle seine Aufträge, kein ausgegebenes Geld
post-ordered =
    { $count ->
        [none] Mit seinen Aufträgen zugesagt: **{ $amount }**
        [one] Mit seinem einzigen Auftrag zugesagt: **{ $amount }**
       *[other] Mit seinen { $count } Aufträgen zugesagt: **{ $amount }**
    }
post-options = Mit jeder Option: bis zu { $amount }
post-until =
    { $kind ->
        [vehicle] Aufträge bis { $until }
       *[other] Bis { $until }
    }
post-parent-ceiling =
    { $ceiling ->
        [none] Unter Rahmenvertrag { $parent }
       *[other] Rahmenvertrag { $parent }: bis zu { $ceiling } für alle seine Aufträge, kein ausgegebenes Geld
    }
post-totals-read = Summen und Termine, abgerufen am { $date }
post-correction = Bitte den berichtigten Wert zitieren.

## Viele Änderungen in einem Abruf

changes-title =
    { $count ->
        [one] 1 Vertrag geändert
       *[other] { $count } Verträge geändert
    }
changes-mixed-title = { $count } neu oder geändert
changes-why = Die größten Änderungen:
changes-more =
    { $count ->
        [one] und 1 weitere: Knopf drücken.
       *[other] und { $count } weitere: Knopf drücken.
    }
changes-all-title = Alle Änderungen dieses Beitrags
changes-gone = Die Einzelheiten dieses Beitrags sind nicht mehr gespeichert. `/neues neueste` zeigt die letzten Änderungen.
button-all-changes = Alle Änderungen

## Die Übersicht nach dem ersten vollständigen Abruf

digest-title = Ab jetzt beobachtet: „{ $name }“
digest-found =
    { $contracts ->
        [0] {""}
        [one] 1 Auftrag oder Vertrag
       *[other] { $contracts } Aufträge und Verträge
    }{ $vehicles ->
        [0] {""}
        [one] { $contracts ->
            [0] {""}
           *[other] ,{" "}
        }1 Rahmenvertrag
       *[other] { $contracts ->
            [0] {""}
           *[other] ,{" "}
        }{ $vehicles } Rahmenverträge
    }
digest-others =
    { $kind ->
        [notice] { $count ->
            [one] 1 Bekanntmachung
           *[other] { $count } Bekanntmachungen
        }
        [article] { $count ->
            [one] 1 Artikel im Feed
           *[other] { $count } Artikel im Feed
        }
       *[page] { $count ->
            [one] 1 Seite, gespeichert, wie sie heute ist
           *[other] { $count } Seiten, gespeichert, wie sie heute sind
        }
    }
digest-nothing = Noch ist nichts eingetragen. Der Bot meldet sich hier, sobald es etwas gibt.
digest-obligated =
    { $source ->
        [decp] Ganze Verträge, netto: **{ $amount }**
       *[other] Bisher zugesagt: **{ $amount }**
    }
digest-ceiling = bis zu { $ceiling }
digest-ceilings = Eine Obergrenze ist ein Höchstbetrag, kein ausgegebenes Geld.
digest-more =
    { $count ->
        [one] und 1 weiterer: `/verträge liste`
       *[other] und { $count } weitere: `/verträge liste`
    }
digest-more-pairs = und andere Auftraggeber oder Auftragnehmer
digest-more-currencies =
    { $count ->
        [one] und Beträge in 1 anderen Währung
       *[other] und Beträge in { $count } anderen Währungen
    }
digest-unread =
    { $count ->
        [one] 1 weiterer war noch nicht abrufbar; er kommt in `/verträge liste`, sobald es geht.
       *[other] { $count } weitere waren noch nicht abrufbar; sie kommen in `/verträge liste`, sobald es geht.
    }
digest-unknown =
    { $known ->
        [none] Die Unterlagen nennen keinen Betrag.
       *[some] { $count ->
            [one] ohne 1 Vertrag, dessen Betrag nicht angegeben ist
           *[other] ohne { $count } Verträge, deren Betrag nicht angegeben ist
        }
    }
digest-next = Von jetzt an werden Änderungen hier gemeldet.
button-contracts = Alle Verträge

## Beobachtungen, die nicht gehen, wieder gehen, und die wöchentliche Zeile

failing-title = „{ $name }“ ist nicht vollständig abrufbar
failing-count =
    { $count ->
        [one] Der letzte Abruf dieser Beobachtung war nicht vollständig.
       *[other] Die letzten { $count } Abrufe dieser Beobachtung waren nicht vollständig.
    }
failing-last =
    { $moment ->
        [none] Sie wurde noch nie vollständig abgerufen.
       *[other] Letzter vollständiger Abruf: { $moment }.
    }
failing-next = Nächster Abruf: { $moment }. Wenn es anhält, sag es der Person, die den Bot betreibt; sonst musst du nichts tun. Hier kommt eine Nachricht, wenn es wieder geht.
working-title = „{ $name }“ ist wieder abrufbar
working-read = Letzter vollständiger Abruf: { $moment }.
working-next = Was die Quelle zwischendurch zeigte und jetzt nicht mehr zeigt, ist verpasst; alles andere wird wie gewohnt gemeldet.
working-now-failing = Seither ist wieder ein Abruf misslungen; `/neues status` zeigt, warum.
stale-title = Nichts Neues von der Quelle von „{ $name }“
stale-since =
    Zuletzt Neues: { $since }. { $longest ->
        [0] So lange war sie noch nie still.
        [one] Bisher war sie nie länger als ein oder zwei Tage still.
       *[other] Bisher war sie nie länger als { $longest } Tage still.
    }
stale-next = Der Bot ruft sie vollständig ab. Vielleicht veröffentlicht die Quelle nicht mehr, oder anderswo: Bitte sieh selbst dort nach. Hier kommt eine Nachricht, wenn etwas Neues kommt.
stale-over-title = Wieder Neues von der Quelle von „{ $name }“
stale-over-next = Der letzte vollständige Abruf fand etwas Neues. Du musst nichts tun.
less-title = Viel weniger von der Quelle von „{ $name }“
less-numbers = Vorher gefunden: { $before }. Jetzt gefunden: { $now }, in zwei vollständigen Abrufen nacheinander.
less-next = Was vorher abgerufen wurde, bleibt. Bitte vergleich es mit der Quelle. Wenn es stimmt, pausiere die Beobachtung und setz sie fort: Dann gilt die neue Zahl. Hier kommt eine Nachricht, wenn die Quelle wieder mehr zeigt.
less-over-title = Die Quelle von „{ $name }“ zeigt wieder mehr
less-over-next = Der letzte vollständige Abruf fand mindestens die Hälfte von vorher. Du musst nichts tun.
restyled-title =
    { $source } veröffentlicht jetzt { $count ->
        [one] einen Vertrag
       *[other] { $count } Verträge
    } anders
restyled-what =
    { $what ->
        [amounts] Beträge werden jetzt anders angegeben. Dafür wurde keine Änderung gemeldet. Bitte vergleich einen mit der Quelle.
        [days] Datumsangaben sehen jetzt anders aus; kein Betrag hat sich geändert. Dafür wurde keine Änderung gemeldet.
       *[nothing] Kein Betrag und kein Datum hat sich geändert. Dafür wurde keine Änderung gemeldet.
    }
unsteady-title = Werte von { $source } ändern sich ständig
unsteady-what =
    Seit { $since } zeigt die Quelle bei { $count ->
        [one] einem Vertrag
       *[other] { $count } Verträgen
    } immer wieder andere { $what ->
        [amounts] Beträge
        [days] Datumsangaben
       *[nothing] Namen oder Nummern
    }. Der Bot kann nicht wissen, welche stimmen, und meldet keine davon. Bitte sieh selbst in der Quelle nach.
unsteady-next = Werte, in denen zwei vollständige Abrufe nacheinander übereinstimmen, werden gespeichert und gemeldet. Neue Verträge und Änderungen werden weiter gemeldet. `/neues status` zeigt das, solange es anhält.
restyled-examples = Zum Beispiel:
restyled-id = aus Kennung „{ $old }“ wurde „{ $new }“
restyled-vehicle = aus Rahmenvertrag „{ $old }“ wurde „{ $new }“
restyled-name = aus Auftragnehmer „{ $old }“ wurde „{ $new }“
restyled-supplier = aus Auftragnehmer „{ $old }“ wurde „{ $new }“
restyled-buyer = aus Auftraggeber „{ $old }“ wurde „{ $new }“
restyled-title-text = aus Titel „{ $old }“ wurde „{ $new }“
restyled-action-id = aus der Kennung einer Änderung „{ $old }“ wurde „{ $new }“
restyled-number = aus Änderung „{ $old }“ wurde „{ $new }“
restyled-description = aus Beschreibung „{ $old }“ wurde „{ $new }“
restyled-amount = aus dem Betrag { $old } wurde { $new }
restyled-total = aus der Summe { $old } wurde { $new }
restyled-ceiling = aus der Obergrenze { $old } wurde { $new }
restyled-date = eine Änderung vom { $old } ist jetzt vom { $new }
restyled-end = aus dem Ende am { $old } wurde { $new }
restyled-status = aus Status „{ $old }“ wurde „{ $new }“
weekly-title = Wird weiter beobachtet
weekly-watching =
    { $contracts ->
        [0] Noch nichts eingetragen
        [one] 1 Eintrag
       *[other] { $contracts } Einträge
    } in { $watches ->
        [one] 1 Beobachtung
       *[other] { $watches } Beobachtungen
    }.
weekly-none = Es gibt keine aktive Beobachtung.
weekly-read =
    { $watches ->
        [one] Letzter vollständiger Abruf: { $moment }.
       *[other] Letzte vollständige Abrufe: { $moment } oder später.
    }
weekly-unread =
    { $count ->
        [one] Eine Beobachtung wurde noch nicht vollständig abgerufen.
       *[other] { $count } Beobachtungen wurden noch nicht vollständig abgerufen.
    }
weekly-paused =
    { $count ->
        [one] Eine Beobachtung ist pausiert.
       *[other] { $count } Beobachtungen sind pausiert.
    }
weekly-failing = **Nicht vollständig abgerufen:** Änderungen können fehlen. `/neues status` zeigt, warum.
weekly-failing-watch =
    { $moment ->
        [none] { $name }: noch nie vollständig abgerufen
       *[other] { $name }: zuletzt vollständig abgerufen am { $moment }
    }
weekly-failing-more =
    { $count ->
        [one] und eine weitere Beobachtung
       *[other] und { $count } weitere Beobachtungen
    }
weekly-changes =
    { $count ->
        [0] { $read ->
            [none] Ob sich seit { $since } etwas geändert hat, ist nicht bekannt: Seither wurde keine Beobachtung vollständig abgerufen.
            [some] Keine Änderung seit { $since } in dem, was abrufbar war.
           *[all] Keine Änderung seit { $since }.
        }
        [one] Neues zu einem Eintrag seit { $since }: `/neues neueste` zeigt es.
       *[other] Neues zu { $count } Einträgen seit { $since }: `/neues neueste` zeigt es.
    }
