gathered-why = Seit { $since }, das Größte zuerst:
digest-next-day = Von jetzt an werden Änderungen hier einmal am Tag gemeldet.
digest-next-week = Von jetzt an werden Änderungen hier einmal in der Woche gemeldet.
status-gathered =
    { $count ->
        [one] 1 Neuigkeit wartet auf die nächste Übersicht: { $moment }.
       *[other] { $count } Neuigkeiten warten auf die nächste Übersicht: { $moment }.
    }
status-thread-refused = **Es werden keine Threads eröffnet:** Dem Bot fehlt „Öffentliche Threads erstellen“ in diesem Kanal. Beiträge kommen trotzdem. Kampagnenteam: Gebt ihm dieses Recht in den Einstellungen des Kanals, unter Berechtigungen.
status-publish-refused = **Beiträge gehen nicht an die Server, die dem Kanal folgen:** Der Bot darf dort keine Nachrichten senden. Kampagnenteam: Gebt ihm dieses Recht in den Einstellungen des Kanals, unter Berechtigungen.
status-unpublished =
    { $count ->
        [one] 1 Beitrag wartet darauf, an die Server zu gehen, die dem Kanal folgen: Discord nimmt 10 in der Stunde.
       *[other] { $count } Beiträge warten darauf, an die Server zu gehen, die dem Kanal folgen: Discord nimmt 10 in der Stunde.
    }
help-roles = Nur manche Neuigkeiten? Diese Rollen nimmst du dir selbst oder legst sie ab, unter *Kanäle & Rollen* oben in der Kanalliste, wenn sie dort angeboten werden. Der Bot vergibt keine Rollen. Alle auf diesem Server sehen, wer eine hat.
help-role = • { $role }: { $news }
news-contracts = Verträge und Geld
news-publications = Bekanntmachungen, Artikel und Webseiten
news-demands = Forderungen, Stände und Antworten
news-deadlines = letzte Tage zum Unterschreiben
