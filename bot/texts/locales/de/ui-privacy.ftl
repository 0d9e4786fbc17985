### Was mit den Daten der Menschen geschieht.

## /datenschutz info

privacy-title = Was mit deinen Daten geschieht
privacy-stored = **Wenn du unterschreibst**, speichert der Bot: die Forderung, die Fassung des Textes und der Einwilligung, den Tag, deinen Standort, wenn du einen gewählt hast, und einen geheimen Code statt deines Namens. Weder deinen Namen noch dein Discord-Konto noch die Uhrzeit.
privacy-code = **Nur ein getrennt verwahrter geheimer Schlüssel** führt von diesem Code zu dir. Ist er vernichtet, führen die Daten samt Sicherungen zu niemandem, wenn keine Kopie von ihm bleibt.
privacy-shown = **Der Bot zeigt niemandem, wer unterschrieben hat**, auch nicht dem Kampagnenteam. Veröffentlicht werden mehrere Änderungen auf einmal.
privacy-public = **Was hier veröffentlicht wird, steht auch öffentlich im Internet:** der Stand, auch nach Standort, nie, wer unterschrieben hat.
privacy-discord = **Discord (USA) sieht, was du drückst und was der Bot antwortet**, und ein Gericht kann es zur Herausgabe verpflichten.
privacy-withdraw = **Du kannst deine Unterschrift zurückziehen, bis der Schlüssel vernichtet ist:** Knopf an der Forderung oder `/forderungen zurückziehen`. Sie ist sofort weg; der Stand folgt. Den Server zu verlassen zieht sie nicht zurück.
privacy-yours = **Eine Kopie:** `/datenschutz kopie`, nach einem Tag. **Löschen:** `/datenschutz löschen`, auf allen Servern dieses Bots. Beides geht auch in Direktnachrichten mit dem Bot.
privacy-unreachable = Wenn du den Bot nicht erreichst, schreib an den Kontakt unten.
privacy-unreachable-elsewhere = Wenn du den Bot nicht erreichst, schreib an die Gewerkschaft, die dich um deine Unterschrift gebeten hat.
privacy-server = Was das Kampagnenteam dieses Servers sagt
privacy-of-controller = **Wer verantwortlich ist:** { $text }
privacy-of-contact = **Wen du fragen kannst:** { $text }
privacy-of-legal-basis = **Rechtsgrundlage:** deine ausdrückliche Einwilligung (in der EU DSGVO, Art. 6(1)a, 9(2)a). { $text }
privacy-of-recipients = **Wer sie bekommt:** { $text }
privacy-of-nobody = Das Kampagnenteam hat noch nicht gesagt, wer für die Daten verantwortlich ist, wie lange sie bleiben und wer sie bekommt. Bis dahin kann hier keine Forderung unterschrieben werden.
privacy-of-missing = Es fehlt noch: { $fields }. Bis das da ist, kann hier keine neue Forderung geöffnet werden.

## Hinter dem Knopf „Mehr über deine Daten“

button-privacy-more = Mehr über deine Daten
privacy-more-link = **Wenn du dein Konto mit einem Code verknüpft hast**, speichert der Bot als geheime Codes, dass es zu einem Mitglied auf der Mitgliederliste der Gewerkschaft gehört.
privacy-more-organiser = **Wenn du im Kampagnenteam bist**, werden deine Handlungen festgehalten, dein Konto verschlüsselt. Löschst du deine Daten, wird 30 Tage später auch gelöscht, wer gehandelt hat.
privacy-more-withdrawn = **Wenn du eine Unterschrift zurückgezogen hast**, bleibt neben den Schlüsseln ein geheimer Code, bis sie vernichtet sind, damit keine eingespielte Sicherung sie zurückbringt. Es gibt ihn auch für alle, die auf den Knopf gedrückt, aber nie unterschrieben haben. Geht er mit dem Rechner verloren, kann eine ältere Sicherung die Unterschrift zurückbringen: Zieh sie dann noch einmal zurück.
privacy-more-asked = **Wenn du eine Kopie verlangt hast**, hält ein geheimer Code das fest, höchstens acht Tage lang.
privacy-more-erased = **Löschen** entfernt, was auf allen Servern dieses Bots zu diesem Konto gespeichert ist, außer dem Code gegen eingespielte Sicherungen. Sicherungen können es noch einige Wochen enthalten.
privacy-more-removed = **{ $days } Tage, nachdem der Bot von einem Server entfernt wurde**, werden alle Daten dieses Servers gelöscht.
privacy-more-complain = **Du kannst dich beschweren** bei einer Datenschutzaufsicht (in Deutschland: der des Bundeslands).

## Die Felder

privacy-field-controller = wer verantwortlich ist
privacy-field-contact = wen man fragen kann
privacy-field-legal-basis = die Rechtsgrundlage
privacy-field-recipients = wer sie bekommt

## /datenschutz kopie

own-data-noted = Notiert. Ab { $moment } gibt dir derselbe Befehl { $days } Tage lang die Datei.
own-data-alone = Diese Antwort bekommen alle, und morgen eine Datei, was auch immer gespeichert ist. Hol sie ab, wenn dir niemand über die Schulter schaut.
own-data = Deine Daten
own-data-here = Was dieser Bot über dich speichert, auf allen seinen Servern: eine Datei zum Lesen, eine für Programme. Nur du siehst diese Antwort, aber sie ging durch Discord. Bewahr die Dateien auf, wo niemand sonst sie sieht, oder lösch sie.
refusal-own-data-under-way = Deine Dateien werden schon erstellt: Sie kommen als Antwort auf deinen vorigen Befehl.
own-data-title = Was dieser Bot über dich speichert, Stand { $moment }
own-data-signatures =
    { $count ->
        [0] Unterschriften: keine.
       *[other] Unterschriften: { $count }.
    }
own-data-where = Auf „{ $server }“, am { $day }, Fassung { $version } des Textes.
own-data-damaged = Auf „{ $server }“. Was sonst mit dieser Unterschrift gespeichert war, ist beschädigt und nicht lesbar: Schreib an den Kontakt in `/datenschutz info`.
own-data-state-published = Sie ist im veröffentlichten Stand.
own-data-state-pending = Sie wartet auf die nächste Veröffentlichung des Stands.
own-data-unit = Standort: { $unit }
own-data-held = Der Schlüssel dieser Forderung bleibt wegen eines Rechtsstreits länger, höchstens bis { $day }. Grund: { $reason }
own-data-consent = Worin du eingewilligt hast:
own-data-roster = Auf „{ $server }“ ist dieses Konto durch einen Code, den du eingegeben hast, mit einem Mitglied auf der Mitgliederliste der Gewerkschaft verknüpft. Mit welchem, ist nur als geheimer Code gespeichert. Unterschriften von vor der Verknüpfung dieses Kontos stehen nicht hier.
own-data-card = Auf „{ $server }“ der öffentliche Schlüssel der Karte dieses Mitglieds für die Seite der Gewerkschaft: { $key }
own-data-card-code = Auf „{ $server }“ wartet ein Code für eine Karte auf der Seite der Gewerkschaft auf dieses Mitglied. Er wird als geheimer Code aufbewahrt.
own-data-issued = Auf „{ $server }“ wurden für dieses Mitglied in Runde { $number }, begonnen am { $day }, Marken ausgegeben. Aufbewahrt wird ein Code (Hash) jedes verborgenen Werts, der signiert wurde.
own-data-card-withheld = Auf „{ $server }“ war vorher ein anderes Konto mit diesem Mitglied verknüpft. Ob dieses Mitglied eine Karte oder Marken für die Seite der Gewerkschaft hat, steht hier nicht: Frag den Kontakt in `/datenschutz info`.
own-data-former-link = Auf „{ $server }“ gilt eine frühere Verknüpfung dieses Kontos seit { $day } nicht mehr: Ein anderes Konto steht an seiner Stelle, oder du hast eine andere Mitgliedsnummer. Was du unter ihr unterschrieben hast, steht nicht hier; du kannst es weiter zurückziehen und löschen.
own-data-acts = Was du im Kampagnenteam getan hast:
own-data-not-kept =
    Überhaupt nicht gespeichert: dein Name, dein Discord-Konto selbst, die Uhrzeit einer Unterschrift, wo du warst und was du gelesen hast.

    Nur neben den Schlüsseln gespeichert, für alle, die eine Unterschrift zurückziehen, ob sie unterschrieben hatten oder nicht, und für alle, die eine Unterschrift löschen: ein geheimer Code, damit keine eingespielte Sicherung eine Unterschrift zurückbringt. Er sagt nichts ohne die Datenbank und wird mit dem Schlüssel der Forderung vernichtet.

    Gespeichert, ohne zu dir zu gehören: veröffentlichte Stände, und Handlungen von Leuten aus dem Kampagnenteam, die ihre Daten gelöscht haben.

    Bis du diese Dateien abgeholt hast, war gespeichert, dass du danach gefragt hattest.

## /datenschutz löschen

erase-title = Die Daten dieses Kontos löschen
erase-what = Das zieht alle Unterschriften dieses Kontos zurück, auf jedem Server dieses Bots, auch unter geschlossenen oder übergebenen Forderungen. Es nimmt dieses Konto von den Mitgliederlisten, mit denen es verknüpft ist: Der Code funktioniert kein zweites Mal. Es löscht deine Anfrage nach einer Kopie und in 30 Tagen aus der Aufzeichnung der Handlungen des Kampagnenteams, wer du bist.
erase-not = Das lässt sich nicht rückgängig machen, aber du kannst wieder unterschreiben. Der Stand folgt bei der nächsten Veröffentlichung; was übergeben wurde, bleibt wie gemeldet. Rollen und Nachrichten in Discord bleiben.
erase-page = **Unterschriften auf der Seite der Gewerkschaft werden damit nicht zurückgezogen:** Zieh sie dort zurück.
erase-page-kept = Hat das mit diesem Konto verknüpfte Mitglied eine Karte für die Seite der Gewerkschaft oder hat es Marken bekommen, bleibt das gespeichert, bis dort keine Runde mehr läuft und die letzte Liste geschlossen ist. Wer die Karte hat, kann sie auf dieser Seite löschen.
button-erase = Meine Daten löschen
erased = **Was die Datenbank zu diesem Konto gespeichert hatte, ist gelöscht.** Kennt dich die Mitgliederliste einer Gewerkschaft über ein anderes Konto oder einen Code, den du nicht benutzt hast, bleibt dieser Eintrag, mit dem, was das andere Konto unterschrieben hat. Bist du im Kampagnenteam, bleibt in der Aufzeichnung seiner Handlungen noch 30 Tage nach jetzt und nach deiner letzten Handlung, wer du bist. Wo eine Unterschrift von dir stand, bleibt neben dem Schlüssel der Forderung ein geheimer Code, damit keine eingespielte Sicherung sie zurückbringt; er wird mit dem Schlüssel vernichtet. Wo ein veröffentlichter Stand eine Unterschrift von dir enthielt, berichtigt das die nächste Veröffentlichung. Sicherungen der Daten können noch einige Wochen enthalten, was da war; ohne die Schlüssel nützen sie niemandem.
