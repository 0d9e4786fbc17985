## Die Infotafel: eine öffentliche Website mit dem, was der Bot in Discord gemeldet und veröffentlicht hat

board-description = Was die Gewerkschaft fordert, wie viele unterschrieben haben und was öffentliche Quellen sagen.
board-pages = Seiten
board-languages = Sprachen
board-skip = Zum Inhalt
board-turn = Seiten der Liste
board-page-of = { $title }: { $page }
board-menu-demands = Forderungen
board-menu-contracts = Verträge
board-menu-facts = Fakten
board-menu-updates = Neuigkeiten
board-menu-verify = Einen Stand prüfen
board-menu-sign = Unterschreiben
board-made = Erstellt von Tocsin am { $day }.
board-about = Über diese Infotafel
board-no-demands = Noch kann keine Forderung unterschrieben werden.
board-money-title = { $amount } { $source ->
        [decp] für ganze Verträge
       *[other] zugesagt
    }{ $since ->
        [none] {""}
       *[month] {" "}seit { $since }
    }
board-sold = { $word }: { $meaning }.
board-progress = Fortschritt auf dem Weg zum Ziel
board-latest = Was sich zuletzt geändert hat
board-all-updates = Alle Neuigkeiten
board-all-facts = Alle Fakten
board-money = Das Geld im Verlauf, als Diagramm und Tabelle
board-all-contracts = Alle Verträge
board-column-contract = Vertrag
board-column-since = Seit
board-column-amount = Betrag
board-column-ceiling = Obergrenze
board-press = Für die Presse
board-press-publisher = Veröffentlicht von { $name }.
board-press-contact = Kontakt: { $contact }
board-press-right = Sie können schreiben:
board-press-wrong = Bitte schreiben Sie nicht:
board-press-money = { $said } für: { $what } ({ $source })
board-press-ceiling = „{ $amount } bezahlt“: Das ist eine Obergrenze, kein ausgegebenes Geld
board-press-employees = „{ $count } Beschäftigte haben unterschrieben“: Niemand hat geprüft, wer dort arbeitet

board-undated = Ohne Datum
board-feed-count =
    { $count ->
        [one] { $count } Unterschrift: { $title }
       *[other] { $count } Unterschriften: { $title }
    }

## Eine Forderung

board-demand-text = Was unterschrieben wird
board-seen-by =
    { $way ->
        [page] Unterschrieben wird auf der Seite der Gewerkschaft, ohne Konto: Weder Discord noch der Bot sehen einen Klick. Die Gewerkschaft hält fest, wer Marken bekam.
        [paper] Unterschrieben wird auf Papier: Der Bot bewahrt keinen Namen auf, und Discord sieht keinen.
       *[discord] Discord sieht, wer auf „Unterschreiben“ drückt. Der Bot zeigt niemandem, wer unterschrieben hat.
    }
board-publications = Alle veröffentlichten Stände
board-publications-caption = Neueste zuerst. Eine Prüfzeile aufbewahren: Damit können alle später prüfen, dass davor nichts geändert wurde.
board-column-number = Nr.
board-column-day = Tag
board-column-count = Unterschriften
board-column-reason = Anlass
board-column-head = Prüfzeile
board-reason-batch = genug Änderungen warteten
board-reason-late = genug Zeit war vergangen
board-reason-opening = die Forderung wurde eröffnet
board-reason-amended = der Text wurde geändert
board-reason-closing = die Forderung wurde geschlossen
board-reason-ended = die Unterschriftenliste ist geschlossen: es folgt nichts mehr
board-reason-invalidated =
    { $invalidated ->
        [one] eine Unterschrift wurde als ungültig entfernt
       *[other] { $invalidated } Unterschriften wurden als ungültig entfernt
    }
board-reason-restored = der erste, nachdem eine Sicherung eingespielt wurde: Einige davor sind verloren
board-head = Diese Prüfzeile aufbewahren, um später zu prüfen, dass davor nichts geändert wurde:
board-head-how = So wird sie verglichen
board-sign = Auf der Seite der Gewerkschaft unterschreiben
board-verify-link = Diesen Stand prüfen
board-ledger-file = Das Register herunterladen
board-embed = Diesen Stand auf der eigenen Website zeigen
board-embed-how = Diese Zeile in die Seite einfügen. Das Bild zeigt immer den zuletzt veröffentlichten Stand, für Screenreader auch in Worten; es enthält kein Skript und setzt kein Cookie.
board-embed-seen = Der Server dieser Infotafel sieht die Netzwerkadresse aller, die jene Seite öffnen, so wie deren eigener Server.
board-version = Fassung { $number } vom { $day }

## Ein Vertrag

board-first-seen = Erster Abruf
board-earlier-actions = { $count } frühere

## Über die Infotafel

board-about-text =
    Diese Infotafel zeigt, was ein Bot auf dem Discord-Server der Gewerkschaft, „{ $server }“, veröffentlicht hat: Forderungen mit ihrem Stand, öffentliche Verträge, Fakten mit ihren Quellen. Wer unterschrieben hat, steht hier nicht.

    Ein Stand ist die Zahl der Unterschriften bei seiner Veröffentlichung. Daneben steht, wie die Unterzeichnenden geprüft wurden.
board-compare-title = Wird allen dasselbe gezeigt? Drei Schritte
board-compare-steps =
    1. Eine Prüfzeile aufbewahren: Sie steht unter einem Stand, hier oder im Ankündigungskanal der Gewerkschaft auf Discord, und endet mit 32 Zeichen, in Vierergruppen.
    2. Später *Einen Stand prüfen* öffnen, die Forderung wählen und die aufbewahrte Prüfzeile einfügen.
    3. Steht dort, dass sich nichts geändert hat, ist der Verlauf bis zu diesem Stand noch der von damals. Die eigene Prüfzeile mit der von Kolleginnen und Kollegen vergleichen: Ist sie bei gleicher Nummer eine andere, gibt es zwei Verläufe, und die Gewerkschaft muss das erklären.
board-not-shown-title = Was hier niemand sehen kann
board-not-shown =
    - Wer unterschrieben hat. Das ist Absicht.
    - Ob hinter jeder Unterschrift eine Person steht. Das hängt davon ab, wie die Unterzeichnenden geprüft wurden und wer dafür einsteht.
    - Wie viele zwischen zwei Ständen in Discord unterschrieben und wie viele ihre Unterschrift dort zurückgezogen haben. Für die Seite der Gewerkschaft zeigen es die Zeilen, ohne Namen.
    - Ob vor dem Beginn eines Verlaufs etwas weggelassen wurde, und ob die Uhr des Rechners, auf dem der Bot läuft, richtig ging: Alle Tage richten sich nach ihr.
    - Ob diese Website allen dasselbe zeigt. Verglichene Prüfzeilen zeigen es.
board-data-title = Die Daten
board-data-board = Forderungen mit allen Ständen, Fakten und Wörter, als JSON
board-data-schema = Was die Felder der JSON-Dateien bedeuten: ein JSON-Schema
board-data-counts = Alle veröffentlichten Stände, als CSV
board-data-contracts = Die Verträge, als CSV
board-data-actions = Ihre Änderungen, als CSV
board-data-feed = Dasselbe als JSON-Feed
board-data-atom = Was gemeldet wird, als Atom-Feed zum Abonnieren
board-data-columns = Was die Spalten der CSV-Dateien bedeuten, auf Englisch
board-data-nested = Die Verträge mit ihren Änderungen, als JSON
board-key = Die Register sind mit dem Schlüssel { $key } signiert. Bitte mit dem vergleichen, den die Gewerkschaft anderswo veröffentlicht hat.
board-script = Das Skript der Unterschriftenseite hat den Hash `{ $hash }`. Im Quelltext der Seite steht derselbe bei `script-src`: Der Browser führt kein anderes Skript aus. Bitte mit der Seite einer anderen Gewerkschaft vergleichen, oder mit der, die Tocsin beiliegt, in derselben Version.

## Ein Register prüfen

board-verify-what = Der Browser rechnet jeden Stand einer Forderung nach und fragt dabei niemanden. Dafür braucht er das Register; mit dem Schlüssel der Gewerkschaft und einer aufbewahrten Prüfzeile sagt die Prüfung mehr aus.
board-verify-noscript = Diese Seite braucht Skripte. Ohne sie geht es mit `verify.py` von dieser Infotafel oder mit `tocsin verify`.
board-verify-ledger = Forderung
board-verify-everything = Alles: alle Register und die Daten dieser Infotafel
board-verify-file = Oder Dateien vom eigenen Gerät: ein Register; oder mehrere Dateien einer Infotafel, mit ihrer manifest.json und manifest.sig
board-verify-key = Der Schlüssel der Gewerkschaft oder sein Fingerabdruck, falls bekannt
board-verify-head = Eine aufbewahrte Prüfzeile, falls vorhanden
board-verify-row = Die eigene Zeile oder ihr Schlüssel, falls aufbewahrt
board-verify-receipt = Die Datei mit den Quittungen, von der Seite zum Unterschreiben
board-verify-button = Prüfen
board-verify-own-title = Wenn diese Website nicht vertrauenswürdig scheint
board-verify-own = Diese Seite kommt von der Website, die sie prüft. Eine unehrliche Website könnte hier eine Seite zeigen, die immer Ja sagt. Deshalb besser eine eigene verwenden: diese Seite von einer anderen Infotafel speichern oder `verify.html` aus den Dokumenten von Tocsin nehmen, vom eigenen Gerät öffnen und dort die Dateien wählen. Sie braucht kein Netz und sendet nichts.
board-check-verdict-good = Alles, was geprüft wurde, stimmt.
board-check-verdict-wrong = Etwas stimmt nicht.
board-check-counts = Die Veröffentlichungen bilden eine Kette: { $publications }, letzter Stand: { $count }.
board-check-key = Das Register ist mit dem angegebenen Schlüssel signiert.
board-check-head = Bis zur Veröffentlichung { $number } hat sich seit der aufbewahrten Prüfzeile nichts geändert.
board-check-restored = Vor Veröffentlichung { $number } fehlen andere: Laut ihr gingen sie verloren, als eine Sicherung eingespielt wurde. Niemand kann sagen, ob das stimmt oder ob jemand sie weggelassen hat.
board-check-clock = Veröffentlichung { $number } trägt ein früheres Datum als die davor: Die Uhr des Rechners wurde zurückgestellt.
board-check-compare-key = Das Register ist mit dem Schlüssel { $key } signiert. Bitte mit dem vergleichen, den die Gewerkschaft veröffentlicht hat.
board-check-no-ed25519 = Dieser Browser kann keine Signaturen prüfen (Ed25519). Alles andere wurde geprüft.
board-check-signature = Die Signatur ist ungültig: Etwas wurde nach dem Signieren geändert.
board-check-other-key = Das Register ist mit einem anderen Schlüssel signiert als dem angegebenen: { $key }.
board-check-head-unread = Die Prüfzeile ist nicht lesbar: Bitte noch einmal die ganze Zeile kopieren.
board-check-head-other = Veröffentlichung { $number } ist nicht die, zu der die aufbewahrte Prüfzeile gehört: Das ist ein anderer Verlauf.
board-check-head-absent = Veröffentlichung { $number }, zu der die aufbewahrte Prüfzeile gehört, ist nicht hier: Sie wurde entfernt oder ging verloren.
board-check-head-changed = Die Prüfzeile in der Datei gehört nicht zur letzten Veröffentlichung: Eine wurde abgeschnitten, oder die Prüfzeile wurde geändert.
board-check-no-ledger = Das ist kein Register, wie Tocsin es schreibt: Es ist eine andere Art Datei, wurde abgeschnitten oder geändert.
board-check-text = Die Prüfsumme der Fassung { $number } des Textes passt nicht zum Text.
board-check-no-text = Veröffentlichung { $number }: Der unterschriebene Text steht nicht in der Datei.
board-check-missing = Vor Veröffentlichung { $number } fehlt eine, oder es ist eine zu viel.
board-check-other-demand = Veröffentlichung { $number } gehört zu einer anderen Forderung.
board-check-negative = Veröffentlichung { $number } enthält eine negative Zahl.
board-check-lost-nothing = Veröffentlichung { $number } sagt, dass etwas verloren ging, aber nicht, was.
board-check-previous = Veröffentlichung { $number } enthält nicht die Prüfsumme der vorigen: Etwas wurde geändert oder entfernt.
board-check-hash = Veröffentlichung { $number }: Ihre Prüfsumme passt nicht zu ihrem Inhalt.
board-check-verdict-part = Was geprüft wurde, stimmt. Nicht alles wurde geprüft: Die Zeilen mit Strich sagen, was fehlt.
board-check-verdict-none = Nichts wurde geprüft.
board-check-checking = Wird geprüft …
board-check-choose = Bitte zuerst eine Datei wählen.
board-check-no-crypto = Dieser Browser berechnet hier keine Prüfsummen. Die Seite speichern, vom eigenen Gerät öffnen und dort eine Datei wählen; oder verify.py verwenden.
board-check-unreachable = Eine Datei ließ sich nicht lesen. Bitte herunterladen und hier wählen.
board-check-ledger = Es ist das Register von „{ $title }“ ({ $demand }).
board-check-files = Dateien unverändert, wie in der signierten Liste: { $number }. Die Liste ist vom { $day }.
board-check-head-newer = Das Register endet vor Veröffentlichung { $number }, zu der die aufbewahrte Prüfzeile gehört: Die Datei ist älter als die Prüfzeile, oder etwas wurde entfernt.
board-check-head-demand = Die aufbewahrte Prüfzeile gehört zu einer anderen Forderung: { $demand }.
board-check-key-unread = Der Schlüssel ist nicht lesbar: Er muss 64 Zeichen haben, sein Fingerabdruck 32. Bitte noch einmal kopieren.
board-check-too-large = Die Datei ist größer als jedes Register und wurde nicht gelesen.
board-check-newer-format = Das stammt von einer neueren Version von Tocsin: Bitte deren Seite oder Programm verwenden.
board-check-no-list = Hier ist keine Dateiliste, wie Tocsin sie schreibt (manifest.json und manifest.sig), oder sie wurde geändert.
board-check-file-changed = { $name } wurde geändert: Die Datei ist nicht so wie in der signierten Liste.
board-check-file-missing = { $name } fehlt.
board-check-file-added = { $name } steht nicht in der signierten Liste: Die Datei wurde hinzugefügt oder umbenannt.
board-check-other-ledger = { $name } ist das Register einer anderen Forderung: { $demand }.
board-check-other-counts = { $name } sagt nicht dasselbe wie die Register.
board-check-not-shown = Das zeigt weder, wer unterschrieben hat, noch, dass hinter jeder Unterschrift eine Person steht, noch, dass anderen dasselbe gezeigt wurde.
board-check-after-end = Veröffentlichung { $number } kommt nach der, die die Unterschriftenliste geschlossen hat.
board-check-no-rows = Veröffentlichung { $number } hat keine Zeilen, und einen anderen Stand als die vorige.
board-check-opening = Veröffentlichung { $number }: Eine Forderung, die auf der Seite unterschrieben wird, beginnt mit Nummer 1, die nichts zählt, und nur einmal.
board-check-issuing-key = Veröffentlichung { $number }: Ihr Ausgabeschlüssel ist keiner, wie Tocsin ihn macht.
board-check-other-issuing-key = Veröffentlichung { $number } hat einen anderen Ausgabeschlüssel als die vorige.
board-check-page-entry = Veröffentlichung { $number } sagt, was keine auf der Seite unterschriebene Forderung sagen kann: Tocsin hat sie nicht gemacht.
board-check-issued = Veröffentlichung { $number }: { $count } Unterschriften, { $issued } ausgegebene Marken und { $places } Plätze auf der Mitgliederliste passen nicht zusammen oder sind nicht in Zehnern angegeben.
board-check-consent = Die Prüfsumme der Fassung { $number } der Einwilligung passt nicht zur Einwilligung.
board-check-rows-missing = { $name } fehlt: die Zeilen der Veröffentlichung { $number }.
board-check-rows-hash = { $name } ist nicht die Datei, die Veröffentlichung { $number } nennt: Eine Zeile wurde geändert, hinzugefügt oder entfernt.
board-check-index-hash = Veröffentlichung { $number }: Das Verzeichnis, das sie nennt, ist nicht das von { $name }.
board-check-rows-count = Veröffentlichung { $number } sagt { $count }, die Zeilen ergeben { $found }.
board-check-rows-issued = Veröffentlichung { $number }: { $found } Schlüssel haben Zeilen, aber nur { $issued } Marken wurden ausgegeben.
board-check-row-form = { $name }, Zeile { $row }: So schreibt Tocsin keine Zeile.
board-check-row-twice = { $name }, Zeile { $row }: Sie hat denselben Schlüssel wie die Zeile davor.
board-check-row-order = { $name }, Zeile { $row }: Die Zeilen stehen nicht in der Reihenfolge ihrer Schlüssel.
board-check-row-turn = { $name }, Zeile { $row }: Von diesem Schlüssel ist schon eine Zeile mit dieser oder einer höheren Nummer veröffentlicht.
board-check-row-version = { $name }, Zeile { $row }: Keine Veröffentlichung bis zu dieser nennt die Fassung, die hier unterschrieben wird.
board-check-row-late = { $name }, Zeile { $row }: Sie unterschreibt nach dem Schluss, als niemand mehr unterschreiben konnte.
board-check-row-token = { $name }, Zeile { $row }: Die Marke wurde nicht mit dem Schlüssel dieser Forderung ausgegeben.
board-check-row-signature = { $name }, Zeile { $row }: Die Signatur ist nicht die dieses Schlüssels für diese Forderung und das, was die Zeile sagt.
board-check-rows-more = { $name }: Seine Zeilen haben { $number } weitere Fehler.
board-check-rows = Einzeln geprüfte Zeilen: { $number }, von { $found } Schlüsseln. Jede hat eine Marke, die mit dem einen Schlüssel der Forderung ausgegeben wurde, und sie ergeben jeden Stand.
board-check-rows-unchecked = Die Zeilen wurden nicht geprüft. Bitte ihre Dateien zusammen mit dem Register wählen oder danebenlegen: { $name } und so weiter.
board-check-rounds = Jeder Ausgabeschlüssel gehört zu einer angekündigten Runde und zu einer einzigen Forderung.
board-check-rounds-unchecked = Es gibt keine rounds.json: Ob der Ausgabeschlüssel angekündigt war, wurde nicht geprüft.
board-check-rounds-unread = { $name } ist nicht die Liste der Runden, wie Tocsin sie schreibt, oder ihre Signatur ist ungültig.
board-check-round = { $name }, Runde { $number }: Sie folgt nicht auf die vorige, ihre Prüfsumme passt nicht zu ihr, oder einer ihrer Schlüssel kam schon vor.
board-check-round-no-key = Der Ausgabeschlüssel von { $demand } ist in keiner angekündigten Runde.
board-check-key-twice = { $demand } und { $other } haben denselben Ausgabeschlüssel, und jeder Schlüssel eröffnet eine einzige Forderung.
board-check-timestamps-unchecked = Die Zeitstempel wurden hier nicht geprüft. Prüf sie mit tocsin verify, oder mit OpenSSL in einem Ordner wie { $name }: openssl ts -verify -in 1.tsr -data document.json -CAfile ROOT.pem. ROOT.pem ist das Wurzelzertifikat, von der Zeitstempelstelle selbst.
board-check-own = Die eigene Zeile ist da, vollständig: { $name }, Zeile { $row }.
board-check-own-signed = Die letzte Zeile mit dem eigenen Schlüssel unterschreibt Fassung { $version }: { $name }, Zeile { $row }.
board-check-own-withdrawn = Die letzte Zeile mit dem eigenen Schlüssel zieht die Unterschrift zurück: { $name }, Zeile { $row }.
board-check-own-newer = Eine neuere Zeile als die eigene hat denselben Schlüssel: { $name }, Zeile { $row }. Wurde sie nicht selbst gemacht, hat jemand anders die Karte oder die Marken.
board-check-own-other = { $name }, Zeile { $row }, hat den eigenen Schlüssel und ist nicht die eigene Zeile. Bitte beide aufbewahren und anderen zeigen.
board-check-own-absent = Die eigene Zeile ist nicht unter den veröffentlichten. Manche warten auf den nächsten Stand; wenn die Unterschriftenliste der Forderung geschlossen ist, keine mehr.
board-check-own-unread = Die eigene Zeile ist nicht lesbar: Bitte die ganze Zeile kopieren, oder ihren Schlüssel mit 86 Zeichen.
board-check-not-shown-page = Es zeigt auch nicht, dass die Mitgliederliste stimmt, dass jede Marke an ein Mitglied ging, oder dass Mitglieder auf der veröffentlichten Seite unterschrieben haben. Und keine Prüfung findet Unterschriften, die jemand mit dem Ausgabeschlüssel für Mitglieder gemacht hat, die Marken bekamen und nicht unterschrieben: bis zur Zahl der ausgegebenen Marken.
board-check-progress = Geprüfte Zeilen: { $number } …
board-check-other-format = Veröffentlichung { $number } hat ein anderes Format als die vorige.
board-check-other-box-key = Veröffentlichung { $number } nennt einen anderen Schlüssel der Urne als die vorige.
board-check-places = „{ $demand }“: { $first_places } Plätze auf der Mitgliederliste bei der Eröffnung, jetzt { $places }; damals { $first_issued } ausgegebene Marken, jetzt { $issued }.
board-check-places-fell = Veröffentlichung { $number } nennt { $now } Plätze auf der Mitgliederliste, die vorige { $before }: Es werden nie weniger.
board-check-issued-fell = Veröffentlichung { $number } nennt { $now } ausgegebene Marken, die vorige { $before }: Es werden nie weniger.
board-check-figures-changed = Veröffentlichung { $number } nennt andere Plätze oder ausgegebene Marken als der Schluss, nach dem niemand mehr eine Marke bekommt.
board-check-round-fell = Veröffentlichung { $number } von „{ $demand }“ hat weniger Plätze oder ausgegebene Marken als eine frühere von „{ $other }“ aus derselben Runde { $round }.
board-check-file-odd = { $name } ist ein Link, eine Pipe oder Ähnliches und keine Datei: Es wurde nicht geöffnet.
board-check-archive-odd = { $name }: Das Archiv ist beschädigt, oder seine Dateiliste passt nicht zu seinem Inhalt. Verschiedene Programme würden Verschiedenes auspacken: Bitte auspacken und den Ordner prüfen.
board-check-document-unchecked = { $name } ist zu groß und wurde nicht geprüft. Die signierte Liste der Dateien deckt es ab.
board-check-void = UNGÜLTIG: Die Liste von „{ $demand }“ wurde am { $day } für ungültig erklärt. Ihre Stände beweisen nichts.
board-check-verdict-void = Ungültig: Die Stände beweisen nichts, auch wenn nichts geändert wurde.
board-check-receipt = Die Urne von „{ $demand }“ hat die eigene Zeile angenommen: Die Quittung ist gültig.
board-check-receipt-waits = Die eigene Zeile von „{ $demand }“ ist noch nicht veröffentlicht: Sie wartet. Alle wartenden Zeilen erscheinen, wenn die Forderung schließt; spätere Rücknahmen, wenn ihre Liste schließt.
board-check-receipt-none = Die Datei hat keine Quittung zu dem, was hier geprüft wurde. Die eigene Zeile aufbewahren: Die Liste zeigt, ob sie veröffentlicht wurde.
board-check-receipt-unread = Die Datei mit der Quittung ist nicht lesbar: Bitte so nehmen, wie die Seite zum Unterschreiben sie gespeichert hat.
board-check-receipt-wrong = Die Quittung ist nicht von der Urne von „{ $demand }“ für diese Zeile.
board-check-row-struck = Die Urne hat die Unterschrift für „{ $demand }“ oder ihre Rücknahme angenommen, und sie steht nicht in der Liste. Diese Datei beweist es, außer die Entscheidung wurde vor der Veröffentlichung geändert. Sie zeigt auch, dass unterschrieben wurde.
board-check-not-shown-evidence = Das zeigt, dass der Bot mit diesem Schlüssel die Belege so zusammengestellt hat, nicht, dass er die Quellen getreu kopiert hat: Bitte mit den Quellen vergleichen.
