refusal-contract-unknown = Keine Beobachtung dieses Servers verfolgt diesen Vertrag. Wähl einen aus der Liste: `/verträge liste`.

fault-unreachable = Die Quelle war nicht erreichbar oder hat nicht rechtzeitig geantwortet. Der Bot versucht es weiter.
fault-timeout = Die Quelle war nicht erreichbar oder hat nicht rechtzeitig geantwortet. Der Bot versucht es weiter.
fault-busy = Die Quelle ist überlastet. Der Bot versucht es weiter.
fault-server-error = Die Quelle antwortete mit einem eigenen Fehler. Der Bot versucht es weiter.
fault-refused =
    { $source ->
        [page] Die Website lässt den Bot diese Seite nicht lesen. Der Bot versucht es weiter; wenn es anhält und die Seite im Browser aufgeht, sperrt sie Programme aus: Entferne die Beobachtung und wähl eine andere Seite.
        [feed] Die Website lässt den Bot diesen Feed nicht lesen. Der Bot versucht es weiter; wenn es anhält und der Feed im Browser aufgeht, sperrt sie Programme aus: Entferne die Beobachtung und wähl einen anderen Feed.
       *[other] Die Quelle lehnt diese Suche ab. Wenn es anhält, ändere die Beobachtung: `/organise do:watch edit`.
    }
fault-bad-answer = Die Antwort der Quelle ist nicht lesbar. Der Bot versucht es weiter; wenn es anhält, sag es der Person, die ihn betreibt.
fault-pages-missing = Die Liste der Quelle ist unvollständig: Eine Seite fehlt, kommt doppelt oder passt nicht zur Gesamtzahl. Es wird nichts übergangen: Der Bot liest denselben Teil noch einmal, bis er vollständig ist. Wenn es anhält, sag es der Person, die den Bot betreibt.
fault-filter-ignored = Die Quelle hat einen Teil der Suche übergangen, deshalb wurde ihre Antwort nicht benutzt. Wenn es anhält, sag es der Person, die den Bot betreibt.
fault-too-many = Mehr als 1.000 Verträge passen. Fass die Beobachtung enger: `/organise do:watch edit`.
fault-gone = Die Quelle kennt diese Adresse nicht mehr. Hat dein Team sie angegeben, such sie im Browser und gib der Beobachtung die neue Adresse: `/organise do:watch edit`. Wenn nicht, sag es der Person, die den Bot betreibt.
fault-too-big = Die Antwort ist länger, als der Bot lesen kann. Wenn es anhält, fass die Beobachtung enger oder gib ihr eine andere Adresse: `/organise do:watch edit`.
fault-too-complex = Die Antwort ist zu kompliziert, deshalb hat der Bot aufgehört, sie zu lesen. Es wurde nichts geändert. Wenn es anhält, entferne die Beobachtung und wähl eine andere Adresse.
fault-allowance = Die heutigen Antworten dieser Quelle füllen den ganzen Speicherplatz, den eine Beobachtung oder alle Beobachtungen eines Servers an einem Tag belegen dürfen. Morgen wird weitergelesen. Wenn es anhält, fass die Beobachtung enger: `/organise do:watch edit`.
fault-no-host = Unter dieser Adresse gibt es keine öffentliche Website. Prüf die Schreibweise und berichtige sie: `/organise do:watch edit`.
fault-not-public = Diese Adresse führt in ein privates Netz, und der Bot liest nur öffentliche Adressen. Gib der Beobachtung eine öffentliche Adresse: `/organise do:watch edit`.
fault-not-loopback = In der Vorführung liest der Bot nur, was ein Programm auf diesem Rechner nachspielt: keine Quelle im Internet.
fault-moved = Die Adresse führt jetzt zu einer anderen Website, der der Bot nicht folgt. Öffne sie im Browser und gib der Beobachtung die Adresse, bei der du ankommst: `/organise do:watch edit`. Hat dein Team nie eine Adresse angegeben, sag es der Person, die den Bot betreibt.
fault-not-allowed = Die Website bittet Programme, diese Seite nicht zu lesen, und der Bot hält sich daran. Entferne die Beobachtung und wähl eine andere Seite.
fault-left-out = Dieser Feed führt mehr als 200 Einträge, und nicht alle haben ein Datum: Der Bot liest 200 und kann nicht wissen, ob unter den übrigen neuere sind. Gibt es einen kürzeren Feed oder einen mit Datumsangaben, gib der Beobachtung dessen Adresse: `/organise do:watch edit`.
fault-resting = Die Quelle ist mehrmals nacheinander ausgefallen, deshalb lässt der Bot sie eine Weile in Ruhe. Er versucht es von selbst wieder.
fault-partly = Einige Verträge waren nicht abrufbar. Alle anderen werden wie gewohnt beobachtet, und der Bot versucht diese bei jedem Abruf wieder. Wenn es anhält, sag es der Person, die ihn betreibt.
fault-internal = Im Bot selbst ist etwas schiefgegangen. Er versucht es weiter; die Person, die ihn betreibt, findet Einzelheiten im technischen Protokoll.
