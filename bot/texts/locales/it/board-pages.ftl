### Pages of the board: demands, contracts, facts and what was posted.

## What was posted, in lists and feeds

board-event-opened = Aperta alle firme: { $title }
board-event-text = Il testo è cambiato: { $title }
board-event-closed = Chiusa: { $title }
board-event-delivered = Consegnata: { $title }
board-event-answered = La direzione ha risposto: { $title }
board-posted-on = Pubblicato il { $day }
board-corrected = Corretto il { $day }: vedi la correzione

## A demand

board-text-language = Questo testo è in { $language }, come lo ha pubblicato il sindacato.
board-closes = Si può firmare nel server Discord del sindacato fino al { $day }, { $time } ({ $zone }).
board-verified-server = Chi firma: membri del server Discord «{ $server }» (identità non verificate).
board-verified-role = Chi firma: membri del server Discord «{ $server }» a cui il team della campagna ha dato un ruolo (il bot non ha verificato nessuna identità).
board-verified-time = { $days ->
    [one] Erano nel server Discord «{ $server }» da almeno { $days } giorno.
   *[other] Erano nel server Discord «{ $server }» da almeno { $days } giorni.
}
board-text-changed = **Il testo è cambiato il { $day }.** Una firma data prima vale per il testo com’era.
board-archived = Archiviata il { $day }. È conclusa, e questa pagina resta.
board-earlier-text = Testo precedente: { $version }
board-column-change = Variazione
board-count-corrected =
    { $invalidated ->
        [one] La pubblicazione { $number } ha tolto una firma non valida.
       *[other] La pubblicazione { $number } ha tolto { $invalidated } firme non valide.
    }

## A contract

board-committed = { $buyer } ha impegnato { $amount } con { $supplier }
board-hash = { $answer }. SHA-256: { $hash }
board-first-seen-why = L’originale non è su questa bacheca. Chi ne ha una copia può confrontarne lo SHA-256 con questo.
board-former = Nessun monitoraggio di questa bacheca lo segue dal { $day }. Ciò che ne è stato pubblicato resta.
board-steps = Denaro impegnato: { $first } il { $since }, { $last } dal { $day }. Variazioni: { $number }.
# In place of a command, where a card names one: “… is kept: `/contracts show`.”, “… and 3 more: see `/contracts search`”.
board-instead-of-show = la sua pagina
board-instead-of-list = l’elenco dei contratti

## A fact

board-fact-title = { $state }: { $title }
board-fact-earlier = Che cosa è stato corretto
board-fact-changed = Fino al { $day } diceva: { $said }
board-fact-text-changed = Il testo sotto il titolo è stato modificato il { $day }.
board-retired-title = Un fatto ritirato
board-retired = Il fatto che era qui è stato ritirato il { $day }. Il sindacato non lo afferma più.
