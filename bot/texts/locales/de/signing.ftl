### Die Seite, auf der Mitglieder ohne Konto unterschreiben. Kurze Sätze, für das Handy.

## Vor allem anderen

signing-title = Ohne Namen unterschreiben
signing-lead = Hier unterschreibst du ohne Konto. Dein Name steht nicht in der Liste der Unterschriften.
signing-before-title = Bevor du anfängst
signing-before-device = Nimm dein eigenes Handy oder deinen eigenen Computer und deinen eigenen Browser: nichts vom Arbeitgeber.
signing-before-network = Nimm dein eigenes Netz: weder WLAN noch VPN des Arbeitgebers.
signing-promised-title = Was versprochen ist
signing-promised-who = Ohne eine Karte oder Markendatei kann aus dem, was Gewerkschaft und Discord aufbewahren, später niemand ablesen, welche Unterschrift von wem ist. Die Gewerkschaft hält aber fest, wer Marken bekam: Haben fast alle davon unterschrieben, weiß man fast, wer unterschrieben hat. Eine Karte zeigt bis zum Schließen der Liste, ob mit ihr unterschrieben wurde; eine Markendatei, solange es sie gibt.
signing-promised-count = Alle können die Unterschriften zählen. Du kannst sehen, dass deine gezählt ist, und sie zurückziehen, bis die Liste schließt: mit deiner Karte oder, ist sie verloren, ersetzt oder gelöscht, mit einer Markendatei.
signing-not-title = Was nicht versprochen ist
signing-not-tokens = Dass niemand erfährt, dass du Marken hast, also unterschreiben darfst: Die Gewerkschaft kann es sehen.
signing-not-watched = Schutz vor Leuten, die dir beim Unterschreiben zusehen, diese Seite verändern oder dich zwingen, deine Karte zu zeigen.
signing-not-roster = Dass die Mitgliederliste stimmt.
signing-begin = Anfangen
signing-board = Adresse der Infotafel deiner Gewerkschaft
signing-unable = Diese Seite ist nicht gestartet. Sie braucht Skripte und einen Browser ab 2021. Öffne sie in einem anderen eigenen Browser. Die Forderungen kannst du auf der Infotafel lesen; deine Gewerkschaft sagt dir, wie du sonst unterschreiben kannst.
signing-noscript = In diesem Browser sind Skripte ausgeschaltet. Schalte sie für diese Seite ein.
signing-no-crypto = Dieser Browser kann hier keine Schlüssel erzeugen. Öffne die Seite unter einer Adresse mit https, oder speichere sie und öffne sie von deiner Festplatte, oder nimm einen anderen Browser. Die Forderungen kannst du auf der Infotafel lesen.
signing-framed = Diese Seite wird in einer anderen angezeigt. Öffne sie in einem eigenen Tab.

## Code, Karte

signing-choose-title = Was hast du?
signing-have-code = Ich habe einen Code der Gewerkschaft
signing-have-card = Ich habe eine Karte
signing-have-file = Ich habe eine Datei: mit meiner Karte oder meinen Marken
signing-only-look = Ich will nur die Forderungen lesen
signing-notice = Was mit deinen Daten geschieht
signing-kept-here = Auf diesem Gerät sind Marken gespeichert.
signing-use-kept = Benutzen
signing-delete-kept = Von diesem Gerät löschen
signing-kept-deleted = Auf diesem Gerät ist nichts mehr gespeichert.
signing-go-on = Weiter
signing-code-title = Dein Code
signing-code = Code der Gewerkschaft
signing-code-hint = Viermal vier Zeichen. Hast du zwei Hälften bekommen, tipp sie hintereinander.
signing-card-title = Deine Karte
signing-card-what = Dieser Browser hat sie gerade ausgewürfelt. Sie ist das einzige Exemplar. Schreib alle sieben Gruppen auf, oder speichere sie als Datei.
signing-card-care = Zeig sie niemandem, auch nicht der Gewerkschaft. Wer sie hat, kann sehen, ob du unterschrieben hast, und deine Unterschrift zurückziehen. Die Karte wird nirgendwohin geschickt.
signing-written = Ich habe sie aufgeschrieben
signing-save-card = Karte als Datei speichern
signing-card-file = Das ist deine Karte zum Unterschreiben. Zeig sie niemandem. Verlierst du sie, bekommt eine neue erst in der nächsten Runde Marken.
signing-confirm-title = Hast du sie aufgeschrieben?
signing-confirm = Tipp Gruppe { $number } deiner Karte
signing-confirm-hint = Vier Zeichen. Damit geht es weiter, und dein Code ist verbraucht.
signing-confirm-wrong = Das ist nicht Gruppe { $number }. Es wurde nichts gesendet. Vergleiche mit dem, was du aufgeschrieben hast, oder sieh dir die Karte noch einmal an.
signing-make-card = Meinen Code für diese Karte benutzen
signing-show-card = Karte noch einmal zeigen
signing-card-taken = Deine Karte ist angenommen. Dein Code ist verbraucht.
signing-enter-card-title = Deine Karte
signing-enter-card = Die 28 Zeichen deiner Karte
signing-enter-card-hint = Siebenmal vier Zeichen. Großschreibung, Leerzeichen und Striche sind egal.
signing-mistyped = Ein Zeichen ist falsch, fehlt oder ist zu viel ({ $length } getippt). Vergleiche jede Gruppe.
signing-mistyped-groups = Sieh dir Gruppe { $groups } an: Ein Zeichen ist falsch, fehlt oder ist zu viel. Codes und Karten haben kein 0, 1, I, L, O, S oder U.
signing-mistyped-first = Ein Zeichen ist falsch. Vergleiche jede Gruppe; fang mit Gruppe { $groups } an.

## Marken

signing-get-title = Hol deine Marken
signing-get-what = Mit einer Marke unterschreibst du einmal, unter einer Forderung. Die Gewerkschaft unterzeichnet sie, ohne sie zu sehen. Sie hält fest, dass du Marken geholt hast, nicht, was du damit tust.
signing-get = Meine Marken holen
signing-tokens-title = Du hast Marken
signing-tokens-what = Marken: { $number }, jede für eine Forderung, offen oder künftig. Du kannst jetzt unterschreiben. Sicherer ist es, sie aufzubewahren und an einem anderen Tag zu unterschreiben: Dann zeigt nichts, dass beides bei einem Besuch geschah.
signing-keep-what = Sie sind weg, wenn du diese Seite schließt, außer du bewahrst sie auf. Mit deiner Karte bekommst du dieselben wieder.
signing-save-tokens = Marken als Datei speichern
signing-keep-here = Auf diesem Gerät speichern
signing-keep-care = Wer sie findet, kann sehen, ob du unterschrieben hast, und deine Unterschrift zurückziehen. Speichere sie nur auf einem eigenen Gerät. Ein privates Fenster vergisst sie. Lösch die Datei, wenn die Liste geschlossen ist.
signing-kept = Auf diesem Gerät gespeichert.
signing-kept-already = Auf diesem Gerät sind schon Marken gespeichert. Speichere stattdessen eine Datei, oder lösch zuerst die anderen.
signing-not-kept = Dieser Browser speichert nichts, wie in einem privaten Fenster. Speichere stattdessen eine Datei.
signing-saved = Gespeichert als { $name }, wenn dein Browser es meldet.
signing-to-demands = Zu den Forderungen
signing-no-tokens = Zurzeit gibt es keine Marken. Komm wieder, wenn deine Gewerkschaft eine Forderung eröffnet.
signing-replaced = Für deinen Platz wurde ein neuer Code gemacht. Ab { $day } kann er diese Karte ersetzen. Hast du nicht darum gebeten, widersprich jetzt.
signing-object = Ich habe nicht darum gebeten: widersprechen
signing-objected = Der neue Code ist gestoppt. Deine Gewerkschaft klärt es mit dir persönlich.
signing-look-code = Wurde ein neuer Code gemacht?
signing-no-new-code = Für deinen Platz gibt es keinen neuen Code.
signing-remove = Diese Karte löschen
signing-remove-what = Die Karte wird dann gelöscht und bekommt keine Marken mehr: Du brauchst einen neuen Code. Dass dein Platz Marken bekam, bleibt gespeichert. Deine Unterschriften bleiben, und Marken, die du hast, gelten weiter. Willst du eine Unterschrift zurückziehen, tu es vorher.
signing-remove-now = Löschen
signing-removed = Die Karte ist gelöscht.

## Forderungen

signing-demands-title = Die Forderungen
signing-no-demands = Zurzeit gibt es keine Forderung.
signing-open = Lesen und unterschreiben
signing-see = Lesen
signing-no-token = Für diese Forderung hast du hier keine Marke.
signing-back = Alle Forderungen
signing-back-choose = Karte oder Code
signing-count = Unterschriften: { $count }
signing-count-of = Unterschriften: { $count } (Ziel: { $goal })
signing-count-day = Stand { $day }
signing-state-open = Offen.
signing-state-closed = Geschlossen: keine neuen Unterschriften. Deine kannst du noch zurückziehen.
signing-state-ended = Die Liste ist geschlossen. Nichts lässt sich mehr ändern.
signing-closes = Du kannst bis { $day } unterschreiben.
signing-version = Fassung { $number } des Textes.
signing-head = Prüfzeile der Liste: { $head }. Vergleiche sie mit der in Discord. Sind sie bei gleicher Nummer verschieden, sag es deiner Gewerkschaft.
signing-waits = Noch nicht in der Liste. Bleibt das so, schick es noch einmal: Es zählt nur einmal.
signing-status-none = In der Liste ist keine Unterschrift von dir. Hast du vor Kurzem unterschrieben, wartet sie vielleicht noch.
signing-status-unknown = Diese Seite weiß nicht, ob du unterschrieben hast.
signing-status-taken = Deine Unterschrift ist angenommen. Sie zählt ab einer der nächsten Veröffentlichungen. Drei warten immer, zufällig gezogen; am Ende werden alle veröffentlicht.
signing-status-unsure = Deine Wahl wurde gesendet, aber es kam keine Antwort. Sende sie noch einmal: Sie zählt nur einmal.
signing-status-missing = Deine letzte Wahl ist nicht in der Liste, und die Liste ist geschlossen. Sag es deiner Gewerkschaft.
signing-status-counted = Deine Unterschrift ist in der Liste: Veröffentlichung { $number }, nichts daran wurde geändert.
signing-status-indexed = Deine Unterschrift ist im Verzeichnis der Liste: Veröffentlichung { $number }. Die Liste ist lang: Diese Seite liest ihr Verzeichnis, nicht die Unterschriften selbst.
signing-status-older = Deine Unterschrift ist in der Liste, für Fassung { $version } des Textes. Der Text wurde geändert. Lies den neuen, und unterschreib ihn, wenn du einverstanden bist. Sonst zählt die bisherige weiter.
signing-status-withdrawn = Du hast deine Unterschrift zurückgezogen: So steht es in Veröffentlichung { $number }, und du wirst nicht gezählt.
signing-status-void = Du hast deine Unterschrift zurückgezogen, und in der Liste ist nichts von dir.
signing-consent-title = Deine Einwilligung
signing-consent = Ich habe das gelesen, unterstütze die Forderung und willige ein.
signing-consent-missing = Du hast das Kästchen nicht angekreuzt, deshalb wurde nichts unterschrieben.
signing-sign = Unterschreiben
signing-signed = Deine Unterschrift ist angenommen. Sie zählt ab einer der nächsten Veröffentlichungen.
signing-withdraw-what = Du kannst deine Unterschrift zurückziehen, bis die Liste schließt. Schon Veröffentlichtes bleibt in Kopien, die andere gemacht haben; es zählt nicht mehr.
signing-withdraw-unknown = Hast du unterschrieben und siehst deine Unterschrift hier nicht, kannst du sie trotzdem zurückziehen.
signing-withdraw = Meine Unterschrift zurückziehen
signing-withdrawn = Deine Rücknahme ist angenommen. Sie zählt ab einer der nächsten Veröffentlichungen.
signing-look-what = Unterschriften und Rücknahmen in der Liste: { $rows }. Sie wird ganz gelesen, bei langen das Verzeichnis, damit niemand erfährt, welche deine ist.
signing-look = Meine suchen

## Was schiefgeht

signing-busy = Einen Moment…
signing-again = Noch einmal versuchen
signing-code-for-card = Einen Code für diese Karte eingeben
signing-send-newest = Als meine neueste Wahl senden
signing-read-again = Noch einmal lesen
signing-error-no-answer = Es kam keine Antwort. Prüf deine Verbindung und versuch es noch einmal: Dasselbe zweimal zu senden, schadet nicht.
signing-error-not-stored = Es konnte nicht gespeichert werden. Nichts ist verloren. Versuch es in ein paar Minuten noch einmal.
signing-error-too-many = Zu viele Versuche. Es wurde nichts geändert. Warte eine Minute und versuch es dann noch einmal.
signing-error-code-unknown = Dieser Code funktioniert nicht. Es wurde nichts geändert. Vielleicht wurde er mit einer anderen Karte benutzt, gehört zu einer anderen Gewerkschaft oder, wenn er eine Karte ersetzt, gilt erst nach sieben Tagen. Prüf deine Eingabe; sonst frag deine Gewerkschaft.
signing-error-card-unknown = Die Gewerkschaft kennt diese Karte nicht. Es wurde nichts geändert. Hast du sie gerade erst gemacht, gib deinen Code noch einmal ein. Wurde sie ersetzt oder gelöscht, bitte deine Gewerkschaft um einen neuen Code.
signing-error-round-unknown = Eine neue Runde hat begonnen. Es wurde nichts geändert. Versuch es noch einmal.
signing-error-issued-already = Für deinen Platz wurden in einer Runde schon Marken ausgegeben, mit einer anderen Karte. Nimm für die Forderungen dieser Runde jene Karte. Diese hier bekommt Marken späterer Runden.
signing-error-keys-changed = Inzwischen wurde eine Forderung eröffnet oder geschlossen. Es wurde nichts geändert. Versuch es noch einmal.
signing-error-bad-request = Der Server der Gewerkschaft hat nicht angenommen, was diese Seite gesendet hat. Es wurde nichts geändert. Lade die Seite neu; passiert es wieder, sag es deiner Gewerkschaft.
signing-error-demand-unknown = Diese Forderung gibt es nicht mehr. Es wurde nichts geändert. Lade die Seite neu.
signing-error-other-version = Der Text wurde inzwischen geändert. Es wurde nichts unterschrieben. Lies ihn, wie er jetzt ist.
signing-error-turn-used = Du hast hier schon unterschrieben oder zurückgezogen, in einem anderen Tab, auf einem anderen Gerät oder früher. Diese Wahl wurde nicht angenommen. Als deine neueste senden?
signing-error-turns-spent = Du hast dich hier so oft umentschieden, wie es geht: Unterschreiben kannst du nicht mehr. Zurückziehen geht noch.
signing-error-closed = Die Forderung wurde inzwischen geschlossen. Es wurde nichts geändert.
signing-error-bad-state = Die Angaben der Infotafel sind nicht lesbar. Es wurde nichts geändert. Versuch es später noch einmal; passiert es wieder, sag es deiner Gewerkschaft.
signing-error-newer-state = Diese Seite ist älter als die Infotafel. Lade sie neu, oder speichere sie neu.
signing-error-bad-address = Das ist keine Adresse einer Infotafel. Sie beginnt mit https://
signing-error-bad-token = Die Antwort der Gewerkschaft ist keine gültige Marke. Sie wurde nicht gespeichert. Versuch es später noch einmal; passiert es wieder, sag es deiner Gewerkschaft.
signing-error-other-list = Die Liste ist nicht die, die die Infotafel nennt. Lade die Seite neu; passiert es wieder, sag es deiner Gewerkschaft und anderen.
signing-error-other-row = In der Liste ist deine Unterschrift nicht so, wie du sie gegeben hast. Bewahre Karte und Marken auf, und sag es deiner Gewerkschaft und anderen.
signing-error-bad-file = Diese Datei enthält weder Karte noch Marken oder wurde verändert. Wähl eine andere.
signing-error-broken = Text oder Einwilligung passen nicht zu ihrer Prüfsumme. Unterschreib nicht; sag es deiner Gewerkschaft.
signing-error-failed = Auf dieser Seite ist etwas schiefgegangen. Was du hast, ist nicht verloren. Lade die Seite neu.
