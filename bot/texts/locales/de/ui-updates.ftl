### /neues neueste und status.

updates-title = Letzte Änderungen
updates-none = Noch keine Änderung, seit beobachtet wird. `/neues status` zeigt, wann wieder nachgesehen wird.
updates-more-changes =
    { $count ->
        [one] und 1 weitere Änderung
       *[other] und { $count } weitere Änderungen
    }

button-status = Status der Beobachtungen
status-title = Status der Beobachtungen
status-watch-nearly = Beobachtet seit { $moment }, aber einige Verträge waren noch nicht abrufbar: Jeder Abruf versucht es wieder.
status-watch-complete =
    { $source ->
        [page] Letzter vollständiger Abruf: { $moment }.
        [feed] Letzter vollständiger Abruf: { $moment }. { $matched ->
            [0] Nichts gefunden.
            [one] Ein Artikel gefunden.
           *[other] { $matched } Artikel gefunden.
        }
       *[other] Letzter vollständiger Abruf: { $moment }. { $matched ->
            [0] Nichts gefunden.
            [one] Ein Vertrag gefunden.
           *[other] { $matched } Verträge gefunden.
        }
    }
status-watch-new = Noch nicht vollständig abgerufen. Aus dem ersten vollständigen Abruf wird eine Übersicht; danach sind Änderungen Neuigkeiten.
status-watch-fault =
    { $failures ->
        [one] Der letzte Abruf war nicht vollständig.
       *[other] Die letzten { $failures } Abrufe waren nicht vollständig.
    }
status-watch-held =
    { $count ->
        [one] Ein Vertrag zeigt eine Änderung, die vielleicht nur daran liegt, wie die Quelle veröffentlicht.
       *[other] { $count } Verträge zeigen Änderungen, die vielleicht nur daran liegen, wie die Quelle veröffentlicht.
    } Zurückgehalten bis zum nächsten vollständigen Abruf.
status-watch-unsteady = **Werte ändern sich ständig** seit { $since }, bei { $count ->
        [one] einem Vertrag
       *[other] { $count } Verträgen
    }. Nichts davon wird gemeldet, bis zwei vollständige Abrufe nacheinander übereinstimmen. Bitte sieh in der Quelle nach.
status-untold = Nicht gemeldet: Es gibt keinen Kanal dafür.
status-watch-stale = **Nichts Neues seit { $since }**, länger als je zuvor. Bitte sieh in der Quelle nach.
status-watch-less = **Viel weniger als vorher:** { $now } gefunden, vorher { $before }. Bitte vergleich es mit der Quelle.
status-watch-next = Nächster Abruf: { $moment }
status-watch-due = Nächster Abruf: jetzt fällig

status-not-stored =
    { $why ->
        [full] **Es kann nichts gespeichert werden: Die Festplatte des Rechners ist voll.** Unterschriften und Einstellungen werden abgelehnt und nichts Neues gemeldet, bis Platz ist. Sag es der Person, die den Bot betreibt; danach läuft er von selbst weiter.
        [read-only] **Es kann nichts gespeichert werden: Der Bot darf nicht auf seine Festplatte schreiben.** Unterschriften und Einstellungen werden abgelehnt und nichts Neues gemeldet, bis er darf. Sag es der Person, die den Bot betreibt; danach läuft er von selbst weiter.
        [locked] **Es kann nichts gespeichert werden: Ein anderes Programm hält die Datenbank des Bots fest.** Unterschriften und Einstellungen werden abgelehnt und nichts Neues gemeldet, bis es loslässt. Sag es der Person, die den Bot betreibt; danach läuft er von selbst weiter.
        [silent] **Es kann nichts gespeichert werden: Der Ordner der Schlüssel antwortet nicht.** Unterschriften und Einstellungen werden abgelehnt und nichts Neues gemeldet, bis er antwortet. Sag es der Person, die den Bot betreibt; danach läuft er von selbst weiter.
       *[broken] **Es kann nichts gespeichert werden: Die Festplatte des Rechners meldet Fehler.** Unterschriften und Einstellungen werden abgelehnt und nichts Neues gemeldet, bis sie wieder geht. Sag es bald der Person, die den Bot betreibt.
    }

status-clock-wrong = **Die Uhr des Rechners geht falsch.** Bis sie richtig geht, wird kein Stand veröffentlicht und keine Forderung geschlossen. Sag es der Person, die den Bot betreibt.

status-demand-gone = **„{ $demand }“ kann niemand unterschreiben:** Die verlangte Rolle wurde gelöscht. Lass mit `/organise do:demand widen` eine andere Rolle zu.
status-demand-few = **Neue Unterschriften unter „{ $demand }“ werden nicht gezählt:** Weniger als { $least } Menschen können sie unterschreiben. Gib die Rolle mehr Menschen, oder lass mit `/organise do:demand widen` eine andere Rolle zu.
status-posts = Beiträge
status-channel = Änderungen werden in { $channel } gemeldet.
status-no-channel = Es ist kein Kanal gewählt, also wird nichts gemeldet. Das Kampagnenteam wählt einen mit `/organise do:settings channel`.
status-pending =
    { $count ->
        [one] Ein Beitrag wartet, seit { $oldest }.
       *[other] { $count } Beiträge warten, der älteste seit { $oldest }.
    }
status-none-held = Nichts wartet auf Veröffentlichung.
status-uncertain =
    { $count ->
        [one] Ein Beitrag kam vielleicht an, vielleicht nicht, und der Bot kann es nicht herausfinden: Er darf den Verlauf des Kanals nicht lesen, oder seine Datenbank stammt aus einer Sicherung. Der Bot meldet ihn nicht von selbst noch einmal. Sieh im Kanal nach: Fehlt er, lässt ihn das Kampagnenteam hier noch einmal melden; ist er da, sagt es das hier.
       *[other] { $count } Beiträge kamen vielleicht an, vielleicht nicht, und der Bot kann es nicht herausfinden: Er darf den Verlauf des Kanals nicht lesen, oder seine Datenbank stammt aus einer Sicherung. Der Bot meldet sie nicht von selbst noch einmal. Sieh im Kanal nach: Fehlen sie, lässt sie das Kampagnenteam hier noch einmal melden; sind sie da, sagt es das hier.
    }
button-post-again = Noch einmal melden
status-posting-again =
    { $count ->
        [0] Nichts ist mehr ungewiss. `/neues status` zeigt, was wartet.
        [one] Er wird gleich noch einmal gemeldet.
       *[other] { $count } Beiträge werden gleich noch einmal gemeldet.
    }
button-posts-seen = Sie sind da
status-posts-seen =
    { $count ->
        [0] Nichts ist mehr ungewiss. `/neues status` zeigt, was wartet.
        [one] Notiert: Er wurde gemeldet und wird nicht noch einmal gemeldet.
       *[other] Notiert: Alle { $count } Beiträge wurden gemeldet und werden nicht noch einmal gemeldet.
    }

channel-fault-forbidden = Der Bot darf dort nichts veröffentlichen. Wer den Server verwaltet, muss ihn den Kanal sehen und dort Nachrichten senden lassen; was wartet, wird dann von selbst gemeldet.
channel-fault-missing = Den Kanal gibt es nicht mehr. Das Kampagnenteam wählt mit `/organise do:settings channel` einen anderen; was wartet, wird dann dort gemeldet.
