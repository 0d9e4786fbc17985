### Pages of the board: demands, contracts, facts and what was posted.

## What was posted, in lists and feeds

board-event-opened = Unterschreiben möglich: { $title }
board-event-text = Der Text hat sich geändert: { $title }
board-event-closed = Geschlossen: { $title }
board-event-delivered = Übergeben: { $title }
board-event-answered = Die Geschäftsleitung hat geantwortet: { $title }
board-posted-on = Gemeldet am { $day }
board-corrected = Berichtigt am { $day }: zur Berichtigung

## A demand

board-text-language = Dieser Text ist auf { $language }, wie ihn die Gewerkschaft veröffentlicht hat.
board-closes = Kann auf dem Discord-Server der Gewerkschaft bis { $day }, { $time } ({ $zone }) unterschrieben werden.
board-verified-server = Unterschrieben haben Mitglieder des Discord-Servers „{ $server }“ (Identität nicht geprüft).
board-verified-role = Unterschrieben haben Mitglieder des Discord-Servers „{ $server }“, denen das Kampagnenteam eine Rolle gab (der Bot hat keine Identität geprüft).
board-verified-time = { $days ->
    [one] Sie waren seit mindestens { $days } Tag auf dem Discord-Server „{ $server }“.
   *[other] Sie waren seit mindestens { $days } Tagen auf dem Discord-Server „{ $server }“.
}
board-text-changed = **Der Text wurde am { $day } geändert.** Eine frühere Unterschrift gilt für den Text, wie er war.
board-archived = Archiviert am { $day }. Sie ist abgeschlossen, und diese Seite bleibt.
board-earlier-text = Früherer Text: { $version }
board-column-change = Änderung
board-count-corrected =
    { $invalidated ->
        [one] Veröffentlichung { $number } hat eine ungültige Unterschrift entfernt.
       *[other] Veröffentlichung { $number } hat { $invalidated } ungültige Unterschriften entfernt.
    }

## A contract

board-committed = { $buyer } hat { $supplier } { $amount } zugesagt
board-hash = { $answer }. SHA-256: { $hash }
board-first-seen-why = Das Original ist nicht auf dieser Infotafel. Wer eine Kopie hat, kann deren SHA-256 mit diesem vergleichen.
board-former = Seit dem { $day } verfolgt keine Beobachtung dieser Infotafel diesen Eintrag mehr. Was darüber gemeldet wurde, bleibt.
board-steps = Zugesagtes Geld: { $first } am { $since }, { $last } seit { $day }. Stufen: { $number }.
# In place of a command, where a card names one: “… is kept: `/contracts show`.”, “… and 3 more: see `/contracts search`”.
board-instead-of-show = die Seite dazu
board-instead-of-list = Liste der Verträge

## A fact

board-fact-title = { $state }: { $title }
board-fact-earlier = Was berichtigt wurde
board-fact-changed = Bis { $day } stand hier: { $said }
board-fact-text-changed = Der Text unter dem Titel wurde am { $day } geändert.
board-retired-title = Ein zurückgezogener Fakt
board-retired = Der Fakt, der hier stand, wurde am { $day } zurückgezogen. Die Gewerkschaft behauptet das nicht mehr.
