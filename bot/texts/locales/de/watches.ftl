refusal-contract-unknown = Keine Beobachtung dieses Servers verfolgt diesen Vertrag. Wähl einen aus der Liste: `/verträge liste`.

fault-unreachable = Die Quelle war nicht erreichbar oder hat nicht rechtzeitig geantwortet. Der Bot versucht es weiter.
fault-timeout = Die Quelle war nicht erreichbar oder hat nicht rechtzeitig geantwortet. Der Bot versucht es weiter.
fault-busy = Die Quelle ist überlastet. Der Bot versucht es weiter.
fault-server-error = Die Quelle antwortete mit einem eigenen Fehler. Der Bot versucht es weiter.
fault-refused =
    { $source ->
        [page] Die Website lässt den Bot diese Seite nicht lesen. Der Bot versucht es weiter; wenn es anhält und die Seite im Browser aufgeht, sperrt sie Programme aus: Beobachtung entfernen und eine andere Seite wählen.
        [feed] Die Website lässt den Bot diesen Feed nicht lesen. Der Bot versucht es weiter; wenn es anhält und der Feed im Browser aufgeht, sperrt sie Programme aus: Beobachtung entfernen und einen anderen Feed wählen.
       *[other] Die Quelle hat die Anfrage abgelehnt. Wenn es anhält, Beobachtung entfernen und mit anderen Wörtern neu anlegen.
    }
fault-bad-answer = Die Quelle antwortete etwas Unlesbares. Der Bot versucht es weiter; wenn es anhält, sag es der Person, die ihn betreibt.
fault-pages-missing = Die Quelle hat ihre Liste abgebrochen: Eine Seite fehlt, kommt doppelt oder passt nicht zur Gesamtzahl. Es wird nichts übergangen: Der Bot liest denselben Teil noch einmal, bis er ganz ist. Wenn es anhält, sag es der Person, die den Bot betreibt.
fault-filter-ignored = Die Quelle hat nicht die ganze Anfrage berücksichtigt, deshalb wurde ihre Antwort nicht benutzt. Wenn es anhält, sag es der Person, die den Bot betreibt.
fault-too-many = Mehr als 1.000 Verträge passen. Beobachtung entfernen und eine engere anlegen.
fault-gone = Die Quelle kennt diese Adresse nicht mehr. Wenn ihr sie angegeben habt, sieh im Browser nach, entferne die Beobachtung und leg sie mit der heutigen Adresse neu an. Sonst sag es der Person, die den Bot betreibt.
fault-too-big = Die Antwort ist länger, als der Bot liest. Wenn es anhält, Beobachtung entfernen und eine engere oder eine mit anderer Adresse anlegen.
fault-too-complex = Die Antwort ist zu verwickelt, deshalb hat der Bot aufgehört, sie zu lesen. Es wurde nichts geändert. Wenn es anhält, Beobachtung entfernen und eine andere Adresse wählen.
fault-no-host = Unter dieser Adresse gibt es keine öffentliche Website. Prüf die Schreibweise, entferne die Beobachtung und leg sie mit der richtigen Adresse neu an.
fault-not-public = Diese Adresse führt in ein privates Netz, und der Bot liest nur öffentliche Adressen. Beobachtung entfernen und mit einer öffentlichen Adresse neu anlegen.
fault-not-loopback = In der Vorführung liest der Bot nur diese Maschine: USAspending, das ein Programm hier spielt, und Adressen auf 127.0.0.1.
fault-moved = Die Adresse führt jetzt zu einer anderen Website, wohin der Bot nicht von selbst geht. Öffne sie im Browser, entferne die Beobachtung und leg sie mit der Adresse neu an, bei der du ankommst. Habt ihr nie eine Adresse angegeben, sag es der Person, die den Bot betreibt.
fault-not-allowed = Die Website bittet Programme, diese Seite nicht zu lesen, und der Bot hält sich daran. Beobachtung entfernen und eine andere Seite wählen.
fault-left-out = Dieser Feed führt mehr als 200 Einträge, und nicht alle haben ein Datum: Der Bot liest 200 und kann nicht wissen, ob unter den übrigen neuere sind. Gibt es einen kürzeren Feed oder einen mit Daten, Beobachtung entfernen und mit dessen Adresse neu anlegen.
fault-resting = Die Quelle ist mehrmals nacheinander ausgefallen, deshalb lässt der Bot sie eine Weile in Ruhe. Er versucht es von selbst wieder.
fault-partly = Einige Verträge waren nicht lesbar. Alle anderen werden wie gewohnt beobachtet, und der Bot versucht diese bei jeder Lesung wieder. Wenn es anhält, sag es der Person, die ihn betreibt.
fault-internal = Im Bot selbst ist etwas schiefgegangen. Er versucht es weiter; die Person, die ihn betreibt, findet Einzelheiten im technischen Protokoll.
