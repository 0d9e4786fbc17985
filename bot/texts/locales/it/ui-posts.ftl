### Che cosa si pubblica in un canale sui contratti: cambiamenti, riepiloghi, e come va il monitoraggio.

## Post

post-about = { $name }, { $title }
post-total =
    { $source ->
        [decp] Contratto intero, IVA esclusa: **{ $amount }**
       *[other] Impegnato in tutto: **{ $amount }**
    }
post-own-ceiling = Tetto: **{ $ceiling }** per tutti i suoi ordini, non denaro speso
post-ordered =
    { $count ->
        [none] Impegnato con i suoi ordini: **{ $amount }**
        [one] Impegnato con il suo unico ordine: **{ $amount }**
       *[other] Impegnato con i suoi { $count } ordini: **{ $amount }**
    }
post-options = Con ogni opzione: fino a { $amount }
post-until =
    { $kind ->
        [vehicle] Ordini fino al { $until }
       *[other] Fino al { $until }
    }
post-parent-ceiling =
    { $ceiling ->
        [none] Nell’ambito dell’accordo quadro { $parent }
       *[other] Accordo quadro { $parent }: fino a { $ceiling } per tutti i suoi ordini, non denaro speso
    }
post-totals-read = Totali e date letti il { $date }
post-correction = Per favore, cita il valore corretto.

## Molti cambiamenti in una lettura

changes-title =
    { $count ->
        [one] 1 contratto cambiato
       *[other] { $count } contratti cambiati
    }
changes-mixed-title = { $count } nuovi o cambiati
changes-why = I cambiamenti più importanti:
changes-more =
    { $count ->
        [one] e un altro: premi il pulsante.
       *[other] e altri { $count }: premi il pulsante.
    }
changes-all-title = Tutti i cambiamenti di questo post
changes-gone = Il dettaglio di questo post non è più conservato. `/novità ultime` ha gli ultimi cambiamenti.
button-all-changes = Tutti i cambiamenti

## Il riepilogo della prima lettura completa

digest-title = Ora si monitora «{ $name }»
digest-found =
    { $contracts ->
        [0] {""}
        [one] 1 ordine o contratto
       *[other] { $contracts } ordini e contratti
    }{ $vehicles ->
        [0] {""}
        [one] { $contracts ->
            [0] {""}
           *[other] ,{" "}
        }1 accordo quadro
       *[other] { $contracts ->
            [0] {""}
           *[other] ,{" "}
        }{ $vehicles } accordi quadro
    }
digest-others =
    { $kind ->
        [notice] { $count ->
            [one] 1 avviso
           *[other] { $count } avvisi
        }
        [article] { $count ->
            [one] 1 articolo nel feed
           *[other] { $count } articoli nel feed
        }
       *[page] { $count ->
            [one] 1 pagina, conservata com’è oggi
           *[other] { $count } pagine, conservate come sono oggi
        }
    }
digest-nothing = Non risulta ancora nulla. Il bot scriverà qui appena c’è qualcosa.
digest-obligated =
    { $source ->
        [decp] Contratti interi, IVA esclusa: **{ $amount }**
       *[other] Impegnato finora: **{ $amount }**
    }
digest-ceiling = fino a { $ceiling }
digest-ceilings = Un tetto è un massimo, non denaro speso.
digest-more =
    { $count ->
        [one] e un altro: `/contratti elenco`
       *[other] e altri { $count }: `/contratti elenco`
    }
digest-more-pairs = e altri committenti o fornitori
digest-more-currencies =
    { $count ->
        [one] e importi in un’altra valuta
       *[other] e importi in altre { $count } valute
    }
digest-unread =
    { $count ->
        [one] Un altro non si è ancora potuto leggere; arriva in `/contratti elenco` appena si può.
       *[other] Altri { $count } non si sono ancora potuti leggere; arrivano in `/contratti elenco` appena si può.
    }
digest-unknown =
    { $known ->
        [none] Gli atti non indicano importi.
       *[some] { $count ->
            [one] di cui 1 senza importo
           *[other] di cui { $count } senza importo
        }
    }
digest-next = D’ora in poi i cambiamenti si pubblicano qui.
button-contracts = Tutti i contratti

## Monitoraggi che non riescono, che riescono di nuovo, e la riga settimanale

failing-title = «{ $name }» non si riesce a leggere per intero
failing-count =
    { $count ->
        [one] L’ultima lettura di questo monitoraggio non è stata completa.
       *[other] Le ultime { $count } letture di questo monitoraggio non sono state complete.
    }
failing-last =
    { $moment ->
        [none] Non è ancora stato letto per intero.
       *[other] Ultima lettura completa: { $moment }.
    }
failing-next = Prossima lettura: { $moment }. Non serve fare nulla, a meno che continui: allora avvisa chi gestisce il bot. Qui arriverà un avviso quando funziona di nuovo.
working-title = «{ $name }» si legge di nuovo
working-read = Ultima lettura completa: { $moment }.
working-next = Ciò che la fonte ha mostrato nel frattempo e ora non mostra più è andato perso; tutto il resto si pubblica come sempre.
working-now-failing = Da allora una lettura è di nuovo fallita; `/novità stato` dice perché.
stale-title = Niente di nuovo dalla fonte di «{ $name }»
stale-since =
    Ultima novità: { $since }. { $longest ->
        [0] Non è mai stata in silenzio così a lungo.
        [one] Finora non è mai stata in silenzio più di un giorno o due.
       *[other] Finora non è mai stata in silenzio più di { $longest } giorni.
    }
stale-next = Il bot la legge per intero. Forse la fonte ha smesso di pubblicare, o pubblica altrove: controlla tu, per favore. Qui arriverà un avviso quando c’è qualcosa di nuovo.
stale-over-title = Di nuovo novità dalla fonte di «{ $name }»
stale-over-next = L’ultima lettura completa ha trovato qualcosa di nuovo. Non serve fare nulla.
less-title = Molto meno dalla fonte di «{ $name }»
less-numbers = Trovati prima: { $before }. Trovati ora: { $now }, in due letture complete di fila.
less-next = Ciò che è stato letto prima resta. Confronta con la fonte, per favore. Se è giusto, sospendi il monitoraggio e riprendilo: allora vale il numero nuovo. Qui arriverà un avviso quando la fonte mostra di nuovo di più.
less-over-title = La fonte di «{ $name }» mostra di nuovo di più
less-over-next = L’ultima lettura completa ha trovato almeno la metà di prima. Non serve fare nulla.
restyled-title =
    { $source } ora pubblica { $count ->
        [one] un contratto
       *[other] { $count } contratti
    } in altro modo
restyled-what =
    { $what ->
        [amounts] Gli importi ora sono indicati in altro modo. Per questo non è stato pubblicato alcun cambiamento. Confrontane uno con la fonte, per favore.
        [days] Le date ora sono indicate in altro modo; nessun importo è cambiato. Per questo non è stato pubblicato alcun cambiamento.
       *[nothing] Non è cambiato nessun importo e nessuna data. Per questo non è stato pubblicato alcun cambiamento.
    }
unsteady-title = I valori di { $source } continuano a cambiare
unsteady-what =
    Dal { $since } { $count ->
        [one] un contratto mostra
       *[other] { $count } contratti mostrano
    } di continuo { $what ->
        [amounts] altri importi
        [days] altre date
       *[nothing] altri nomi o numeri
    }. Il bot non può sapere che cosa sia giusto e non pubblica nulla di questo. Controlla tu la fonte, per favore.
unsteady-next = I valori su cui due letture complete di fila concordano sono conservati e pubblicati. Nuovi contratti e modifiche si pubblicano ancora. `/novità stato` lo mostra finché dura.
restyled-examples = Per esempio:
restyled-id = l’identificativo «{ $old }» ora è «{ $new }»
restyled-vehicle = l’accordo quadro «{ $old }» ora è «{ $new }»
restyled-name = il fornitore «{ $old }» ora è «{ $new }»
restyled-supplier = il fornitore «{ $old }» ora è «{ $new }»
restyled-buyer = il committente «{ $old }» ora è «{ $new }»
restyled-title-text = il titolo «{ $old }» ora è «{ $new }»
restyled-action-id = l’identificativo di una modifica «{ $old }» ora è «{ $new }»
restyled-number = la modifica «{ $old }» ora è «{ $new }»
restyled-description = la descrizione «{ $old }» ora è «{ $new }»
restyled-amount = un importo di { $old } ora è { $new }
restyled-total = un totale di { $old } ora è { $new }
restyled-ceiling = un tetto di { $old } ora è { $new }
restyled-date = una modifica del { $old } ora ha la data { $new }
restyled-end = una fine prevista il { $old } ora è il { $new }
restyled-status = lo stato «{ $old }» ora è «{ $new }»
weekly-title = Il monitoraggio continua
weekly-watching =
    { $contracts ->
        [0] Non risulta ancora nulla
        [one] 1 voce
       *[other] { $contracts } voci
    } in { $watches ->
        [one] 1 monitoraggio
       *[other] { $watches } monitoraggi
    }.
weekly-none = Non c’è nessun monitoraggio attivo.
weekly-read =
    { $watches ->
        [one] Ultima lettura completa: { $moment }.
       *[other] Ultime letture complete: { $moment } o dopo.
    }
weekly-unread =
    { $count ->
        [one] Un monitoraggio non è ancora stato letto per intero.
       *[other] { $count } monitoraggi non sono ancora stati letti per intero.
    }
weekly-paused =
    { $count ->
        [one] Un monitoraggio è sospeso.
       *[other] { $count } monitoraggi sono sospesi.
    }
weekly-failing = **Lettura incompleta:** possono mancare cambiamenti. `/novità stato` dice perché.
weekly-failing-watch =
    { $moment ->
        [none] { $name }: non ancora letto per intero
       *[other] { $name }: letto per intero l’ultima volta il { $moment }
    }
weekly-failing-more =
    { $count ->
        [one] e un altro monitoraggio
       *[other] e altri { $count } monitoraggi
    }
weekly-changes =
    { $count ->
        [0] { $read ->
            [none] Non si sa se qualcosa è cambiato dal { $since }: da allora nessun monitoraggio è stato letto per intero.
            [some] Nessun cambiamento dal { $since } in ciò che si è potuto leggere.
           *[all] Nessun cambiamento dal { $since }.
        }
        [one] Novità su una voce dal { $since }: vedi `/novità ultime`.
       *[other] Novità su { $count } voci dal { $since }: vedi `/novità ultime`.
    }
