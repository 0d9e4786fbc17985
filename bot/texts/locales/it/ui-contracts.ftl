### Elenchi di contratti, e un contratto con tutto ciò che se ne sa.

## /contratti elenco e cerca

contracts-title = Contratti
contracts-title-kind =
    { $kind ->
        [order] Ordini
        [vehicle] Accordi quadro
        [notice] Avvisi
        [article] Articoli
        [page] Pagine monitorate
       *[contract] Contratti a sé stanti
    }
contracts-found = Contratti che corrispondono a «{ $words }»
contracts-none = Qui non si conosce ancora nessun contratto. La prossima lettura può richiedere qualche ora; `/novità stato` dice quando.
contracts-none-of-kind = Qui non se ne conosce nessuno di questo tipo. `/contratti elenco` senza scelta li mostra tutti.
contracts-no-watch = Ancora nessun monitoraggio: il team della campagna lo aggiunge con `/organise do:watch add`.
contracts-not-found = Niente corrisponde a «{ $words }». Prova con un numero di contratto, parte di un nome o un importo, come 4.816.782,50.
line-obligated =
    { $source ->
        [decp] { $amount } per l’intero contratto, IVA esclusa
       *[other] { $amount } impegnati
    }
line-ceiling = tetto { $amount }, un massimo
line-until = fino al { $date }
line-changed = ultima modifica: { $date }
line-parties =
    { $supplier ->
        [none] { $buyer }
       *[other] { $buyer } → { $supplier }
    }
line-notice = importo indicato: { $amount }
line-published = del { $date }
line-planned = previsto
line-source = { $source }, letto il { $date }

## /contratti mostra

contract-buyer =
    { $kind ->
        [notice] Committente
        [article] Pubblicato da
       *[other] Committente
    }
contract-unit = Ufficio
contract-funder = Finanziato da
contract-supplier =
    { $kind ->
        [notice] Fornitore indicato
       *[other] Fornitore
    }
contract-buyer-parent = Il committente fa parte di
contract-supplier-parent = Il fornitore fa parte di
contract-uei = UEI { $uei }
contract-obligated =
    { $source ->
        [decp] Per l’intero contratto, IVA esclusa
       *[other] Impegnato finora
    }
contract-exercised = Con le opzioni esercitate finora
contract-options = Con ogni opzione, al massimo
contract-ceiling = Tetto di tutti gli ordini, non denaro speso
contract-parent-ceiling = Tetto del suo accordo quadro, non denaro speso
contract-ordered = Impegnato con i suoi ordini
contract-paid = Pagato
contract-signed = Data di firma
contract-start = Inizio
contract-end =
    { $kind ->
        [vehicle] Ultimo giorno per ordinare
       *[other] Fine
    }
contract-potential-end = Fine se si usa ogni opzione
contract-missing =
    { $withdrawn ->
        [yes] Alla richiesta di questo numero, dal { $date } la fonte risponde che non ha questo contratto. Ciò che diceva prima è mostrato qui e conservato come prova.
       *[no] La fonte non conosce questo contratto dal { $date }. Queste lacune durano spesso qualche giorno. Ciò che diceva prima è mostrato qui.
    }
contract-unmatched = La ricerca del monitoraggio non lo trova dal { $date }. La fonte lo ha ancora, e si continua a seguirlo.
contract-planned = Previsto: un’intenzione del committente. Non è un contratto e non impegna denaro.
contract-partial = È stata letta solo una parte delle sue modifiche: ciò che si vede non è un totale.
contract-removed = La pagina non è più al suo indirizzo. Qui c’è ciò che diceva l’ultima volta.
contract-moved = L’indirizzo della pagina ora porta altrove (su { $host }). Qui c’è ciò che la pagina diceva l’ultima volta.
contract-not-matched = Seguito solo perché ha ordini che corrispondono a un monitoraggio.
contract-family = Accordo quadro e ordini, mai sommati
family-vehicle =
    { $ceiling ->
        [none] Accordo quadro { $number }
       *[other] Accordo quadro { $number }: fino a { $ceiling } per tutti i suoi ordini, non denaro speso
    }
family-this =
    { $kind ->
        [order] Questo ordine: { $shown }
        [vehicle] Questo accordo quadro: { $shown }
       *[contract] Questo contratto: { $shown }
    }
family-ordered =
    { $count ->
        [none] I suoi ordini: { $amount } impegnati
        [one] Il suo unico ordine: { $amount } impegnati
       *[other] I suoi { $count } ordini: { $amount } impegnati
    }
family-known =
    { $count ->
        [0] Qui non si conosce nessuno dei suoi ordini
        [one] Qui si conosce uno dei suoi ordini:
       *[other] Qui si conoscono { $count } dei suoi ordini:
    }
family-others =
    { $count ->
        [0] Qui non si conosce nessun altro suo ordine
        [one] Qui si conosce un altro suo ordine:
       *[other] Qui si conoscono altri { $count } suoi ordini:
    }
contract-orders-more =
    { $count ->
        [one] e un altro: vedi `/contratti cerca { $number }`
       *[other] e altri { $count }: vedi `/contratti cerca { $number }`
    }
contract-code-naics = Settore (NAICS)
contract-code-psc = Prodotto o servizio (PSC)
contract-code-cpv = Che cosa si compra (CPV)
contract-code-notice-type = Tipo di avviso
contract-code-procedure = Procedura
contract-code-nature = Natura
contract-code-award-procedure = Procedura di aggiudicazione
contract-code-linked-notice = Appartiene all’avviso
contract-code-planned-notice = Previsto nell’avviso
notice-type-pin-only = annuncio di un acquisto previsto
notice-type-cn-standard = bando di gara
notice-type-cn-social = bando di gara, servizi sociali e altri servizi specifici
notice-type-cn-desg = bando di un concorso di progettazione
notice-type-can-standard = aggiudicazione di un contratto
notice-type-can-social = aggiudicazione di un contratto, servizi sociali e altri servizi specifici
notice-type-can-desg = esito di un concorso di progettazione
notice-type-can-modif = modifica di un contratto in corso
notice-type-veat = avviso prima di un’aggiudicazione senza gara
notice-type-corr = rettifica di un avviso
notice-type-appel-offre = bando di gara
notice-type-attribution = aggiudicazione di un contratto
notice-type-rectificatif = rettifica di un avviso
notice-type-annulation = procedura annullata
notice-type-modification = modifica di un contratto in corso
notice-type-intention-conclure = avviso prima di un’aggiudicazione senza gara
contract-status = Stato
status-words =
    { $status ->
        [planned] previsto
        [pending] in attesa, non ancora firmato
        [active] attivo
        [cancelled] annullato
        [terminated] chiuso in anticipo
        [closed] chiuso
        [removed] non c’è più
        [moved] porta altrove
       *[other] { $status }
    }
kind-words =
    { $kind ->
        [order] Un ordine: l’ente compra, qui nell’ambito di un accordo quadro.
        [vehicle] Un accordo quadro: condizioni e un tetto per ordini futuri. Solo gli ordini impegnano denaro.
        [notice] Un avviso: annuncia un piano, una gara o un’aggiudicazione e non impegna denaro.
        [article] Un articolo: citato, non garantito.
        [page] Una pagina web monitorata: citata, non garantita.
       *[contract] Un contratto a sé stante: non risulta un accordo quadro da cui dipenda.
    }
contract-also =
    { $count ->
        [one] Lo stesso contratto in un’altra fonte, riconosciuto da un identificativo che danno entrambe:
       *[other] Lo stesso contratto in altre fonti, riconosciuto da identificativi comuni:
    }
contract-published = Data
contract-history = Cronologia, prima il più recente
contract-history-none = La fonte non elenca nessuna modifica.
contract-action =
    { $named ->
        [base] Aggiudicazione iniziale
        [yes] { $number }
       *[no] senza numero
    }
contract-action-undated = senza data
contract-action-amount =
    { $sign ->
        [plus] +{ $amount }
        [minus] −{ $amount }, tolti
        [zero] niente denaro
       *[none] importo non indicato
    }
contract-revised = Corretto: fino al { $until } gli atti dicevano { $old }.
contract-action-code =
    { $reason ->
        [none] codice { $code }
       *[other] { $reason } (codice { $code })
    }
effect-ceiling = Visto insieme – Tetto: { $old } → { $new }
effect-end = Visto insieme – { the-end }: { $old } → { $new }
effect-supplier = Visto insieme – Fornitore: { $old } → { $new }
contract-subcontracts =
    { $source ->
        [usaspending] Si vedono solo i subappalti dichiarati. Molti sono dichiarati tardi, e sotto i 30.000 dollari dichiararli non è obbligatorio.
        [decp] Si vedono solo i subappalti dichiarati: anche altri possono fare parte del lavoro.
       *[other] I subappalti non si vedono: altri possono fare parte del lavoro.
    }

## Che cosa aprono i pulsanti di un contratto

button-more = Altro
button-first-seen = Come visto la prima volta
button-figures = Andamento delle cifre
button-text = Il suo testo

figures-title = Andamento delle cifre: { contract-name }
figures-why = Dalle letture del bot, perché la fonte non tiene la cronologia di queste cifre. Ogni voce è una lettura con cifre nuove.
figures-none = Nessuna cifra letta.
figures-ordered = Impegnato con tutti i suoi ordini
figures-before = { $value } (prima: { $old })

first-seen-title = Come visto la prima volta: { contract-name }
first-seen-date = Letto per la prima volta il { $date }. Può essere stato pubblico prima.
first-seen-answers =
    { $count ->
        [0] Di allora non è conservata nessuna risposta della fonte.
        [one] Conservata come fu letta allora:
       *[other] Conservate come furono lette allora:
    }
first-seen-answer = { $source }, { $moment }, { $size } byte
first-seen-part = Letto in un elenco di più contratti: di questo diceva così.
first-seen-none = La risposta della fonte che non ha questo contratto.
first-seen-hash = SHA-256
first-seen-attached = allegato come { $name }
first-seen-too-large = Troppo grande da allegare; è nelle prove che esporta il team della campagna.
first-seen-more =
    { $count ->
        [one] e un’altra risposta, nelle prove che esporta il team della campagna
       *[other] e altre { $count } risposte, nelle prove che esporta il team della campagna
    }
first-seen-why = Un file il cui SHA-256 è quello qui sopra è, byte per byte, ciò che è stato conservato.

text-title = Testo: { contract-name }
text-read = { $source }, letto il { $date }. Sono parole di chi lo ha pubblicato.
text-part = Parte { $part } di { $total }
text-none = Non ne è conservato nessun testo.

## Che cosa non è riuscito

refusal-search-too-short = Scrivi almeno una lettera o una cifra di ciò che cerchi.
