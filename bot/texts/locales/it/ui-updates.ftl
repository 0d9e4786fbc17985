### /novità ultime e stato.

updates-title = Ultimi cambiamenti
updates-none = Nessun cambiamento da quando si monitora. `/novità stato` mostra quando si guarda di nuovo.
updates-more-changes =
    { $count ->
        [one] e un altro cambiamento
       *[other] e altri { $count } cambiamenti
    }

button-status = Stato dei monitoraggi
status-title = Stato dei monitoraggi
status-watch-nearly = Monitorato dal { $moment }, anche se alcuni contratti non si sono ancora potuti leggere: ogni lettura ci riprova.
status-watch-complete =
    { $source ->
        [page] Ultima lettura completa: { $moment }.
        [feed] Ultima lettura completa: { $moment }. { $matched ->
            [0] Nulla corrispondeva.
            [one] Un articolo corrispondeva.
           *[other] { $matched } articoli corrispondevano.
        }
       *[other] Ultima lettura completa: { $moment }. { $matched ->
            [0] Nulla corrispondeva.
            [one] Un contratto corrispondeva.
           *[other] { $matched } contratti corrispondevano.
        }
    }
status-watch-new = Non ancora letto per intero. La prima lettura completa diventa un riepilogo; da allora i cambiamenti sono novità.
status-watch-fault =
    { $failures ->
        [one] L’ultima lettura non è stata completa.
       *[other] Le ultime { $failures } letture non sono state complete.
    }
status-watch-held =
    { $count ->
        [one] Un contratto mostra un cambiamento che forse dipende solo da come pubblica la fonte.
       *[other] { $count } contratti mostrano cambiamenti che forse dipendono solo da come pubblica la fonte.
    } In attesa fino alla prossima lettura completa.
status-watch-unsteady = **I valori continuano a cambiare** dal { $since }, in { $count ->
        [one] un contratto
       *[other] { $count } contratti
    }. Non se ne pubblica nulla finché due letture complete di fila non danno lo stesso risultato. Controlla la fonte, per favore.
status-untold = Non pubblicato: non c’è un canale per questo.
status-watch-stale = **Niente di nuovo dal { $since }**: non era mai durato così a lungo. Controlla la fonte, per favore.
status-watch-less = **Molto meno di prima:** { $now } trovati, prima { $before }. Confronta con la fonte, per favore.
status-watch-next = Prossima lettura: { $moment }
status-watch-due = Prossima lettura: adesso

status-not-stored =
    { $why ->
        [full] **Non si può salvare nulla: il disco del computer è pieno.** Firme e impostazioni sono rifiutate e non si pubblica nulla di nuovo finché non c’è spazio. Avvisa chi gestisce il bot; poi va avanti da solo.
        [read-only] **Non si può salvare nulla: il bot non può scrivere sul suo disco.** Firme e impostazioni sono rifiutate e non si pubblica nulla di nuovo finché non può. Avvisa chi gestisce il bot; poi va avanti da solo.
        [locked] **Non si può salvare nulla: un altro programma tiene occupato il database del bot.** Firme e impostazioni sono rifiutate e non si pubblica nulla di nuovo finché non lo libera. Avvisa chi gestisce il bot; poi va avanti da solo.
        [silent] **Non si può salvare nulla: la cartella delle chiavi non risponde.** Firme e impostazioni sono rifiutate e non si pubblica nulla di nuovo finché non risponde. Avvisa chi gestisce il bot; poi va avanti da solo.
       *[broken] **Non si può salvare nulla: il disco del computer segnala errori.** Firme e impostazioni sono rifiutate e non si pubblica nulla di nuovo finché non funziona. Avvisa presto chi gestisce il bot.
    }

status-clock-wrong = **L’orologio del computer è sbagliato.** Finché non è giusto, nessun conteggio viene pubblicato e nessuna rivendicazione viene chiusa. Avvisa chi gestisce il bot.

status-demand-gone = **Nessuno può firmare «{ $demand }»:** il ruolo che chiede è stato eliminato. Ammetti alla firma un altro ruolo con `/organise do:demand widen`.
status-demand-few = **Le nuove firme su «{ $demand }» non vengono contate:** possono firmarla meno di { $least } persone. Dai il ruolo a più persone, o ammetti alla firma un altro ruolo con `/organise do:demand widen`.
status-posts = Post
status-channel = I cambiamenti si pubblicano in { $channel }.
status-no-channel = Non è stato scelto nessun canale, quindi non si pubblica nulla. Il team della campagna ne sceglie uno con `/organise do:settings channel`.
status-pending =
    { $count ->
        [one] Un post aspetta, dal { $oldest }.
       *[other] { $count } post aspettano, il più vecchio dal { $oldest }.
    }
status-none-held = Nulla aspetta di essere pubblicato.
status-uncertain =
    { $count ->
        [one] Un post può essere arrivato o no, e il bot non può scoprirlo: non può leggere la cronologia del canale, o il suo database è stato ripristinato da una copia. Il bot non lo ripubblica da solo. Guarda nel canale: se manca, il team della campagna lo ripubblica da qui; se c’è, lo segnala qui.
       *[other] { $count } post possono essere arrivati o no, e il bot non può scoprirlo: non può leggere la cronologia del canale, o il suo database è stato ripristinato da una copia. Il bot non li ripubblica da solo. Guarda nel canale: se mancano, il team della campagna li ripubblica da qui; se ci sono, lo segnala qui.
    }
button-post-again = Pubblica di nuovo
status-posting-again =
    { $count ->
        [0] Non c’è più nulla di incerto. `/novità stato` mostra che cosa aspetta.
        [one] Sarà pubblicato di nuovo fra poco.
       *[other] { $count } post saranno pubblicati di nuovo fra poco.
    }
button-posts-seen = Ci sono
status-posts-seen =
    { $count ->
        [0] Non c’è più nulla di incerto. `/novità stato` mostra che cosa aspetta.
        [one] Annotato: è stato pubblicato, e non lo sarà di nuovo.
       *[other] Annotato: tutti i { $count } post sono stati pubblicati, e non lo saranno di nuovo.
    }

channel-fault-forbidden = Il bot non ha il permesso di pubblicare lì. Chi gestisce il server deve fargli vedere il canale e inviare messaggi lì; poi ciò che aspetta si pubblica da solo.
channel-fault-missing = Il canale non esiste più. Il team della campagna ne sceglie un altro con `/organise do:settings channel`; poi ciò che aspetta si pubblica lì.
