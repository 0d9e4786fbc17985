### Un cambiamento di un contratto: titoli, righe di un post e le parole che condividono.

## Parole

quoted = «{ $words }»
contract-name =
    { $kind ->
        [order] Ordine { $number }
        [vehicle] Accordo quadro { $number }
        [notice] Avviso { $number }
        [article] Articolo su { $site }
        [page] Pagina { $number }
       *[contract] Contratto { $number }
    }
the-end =
    { $kind ->
        [vehicle] Ultimo giorno per gli ordini
       *[other] Fine
    }
change-by =
    { $named ->
        [base] aggiudicazione iniziale
        [yes] modifica { $number }
       *[no] una modifica
    }{ $date ->
        [none] {""}
       *[other] , { $date }
    }{ $reason ->
        [none] {""}
       *[other] : { $reason }
    }
in-brackets =
    { $by ->
        [none] {""}
       *[other] {" "}({ $by })
    }
with-money =
    { $sign ->
        [minus] , **{ $amount }** in meno
        [plus] , **{ $amount }** in più
       *[none] {""}
    }
supplier-now =
    { $new ->
        [none] . Gli atti non mostrano ancora un altro fornitore
       *[other] : { $old } → { $new }
    }
lines-changed =
    { $went ->
        [0] nessuna riga rimossa
        [one] 1 riga rimossa
       *[other] { $went } righe rimosse
    }, { $came ->
        [0] nessuna aggiunta
        [one] 1 aggiunta
       *[other] { $came } aggiunte
    }

## Titoli: «ICE → Capgemini: 2,7 Mln USD in più»

headline = { $who }: { $what }
headline-new-vehicle =
    nuovo accordo quadro{ $amount ->
        [none] {""}
       *[other] , fino a { $amount }
    }
headline-new-order =
    nuovo ordine{ $amount ->
        [none] {""}
       *[other] , { $amount }
    }
headline-new-order-under-vehicle = { headline-new-order }
headline-new-contract =
    nuovo contratto{ $amount ->
        [none] {""}
       *[other] , { $amount }
    }
headline-new-notice = nuovo avviso
headline-planned = acquisto previsto
headline-new-article = nuovo articolo
headline-new-page = pagina ora monitorata
headline-late =
    { $kind ->
        [order] ordine del { $date }, trovato solo ora
        [vehicle] accordo quadro del { $date }, trovato solo ora
        [notice] avviso del { $date }, trovato solo ora
        [article] articolo del { $date }, trovato solo ora
       *[contract] contratto del { $date }, trovato solo ora
    }
headline-money-added = { $amount } in più
headline-money-removed = { $amount } in meno
headline-ceiling-raised = tetto alzato a { $new }
headline-ceiling-lowered = tetto abbassato a { $new }
headline-option-exercised =
    opzione esercitata{ $sign ->
        [plus] , { $amount } in più
        [minus] , { $amount } in meno
       *[none] {""}
    }
headline-extended = prorogato al { $new }
headline-shortened = fine anticipata al { $new }
headline-terminated =
    { $code ->
        [E] risolto per inadempimento
        [F] chiuso per scelta del committente
        [X] risolto per violazione del contratto
       *[other] chiuso in anticipo
    }
headline-cancelled = annullato
headline-in-force = in vigore
headline-closed-out = chiuso
headline-scope-changed = prestazioni aggiuntive
headline-supplier-changed = altro fornitore
headline-supplier-renamed = il fornitore cambia nome
headline-supplier-merged = fusione del fornitore
headline-novated = subentra un’altra azienda
headline-ends-within-30-days =
    { $kind ->
        [vehicle] ultimi ordini il { $new }
       *[other] finisce il { $new }
    }
headline-ends-within-7-days = { headline-ends-within-30-days }
headline-lapsed = superato l’ultimo giorno registrato
headline-no-longer-matches = la ricerca non lo trova più
headline-withdrawn = non è più nella fonte
headline-returned =
    { $kind ->
        [page] la pagina è tornata
       *[other] di nuovo nella fonte
    }
headline-page-changed = pagina cambiata
headline-page-removed = pagina rimossa
headline-page-moved = la pagina ora porta altrove
headline-text-changed = testo cambiato
headline-also-listed = in una seconda fonte
headline-corrected = correzione
headline-action =
    { $reason ->
        [none] modifica
       *[other] modifica, { $reason }
    }

## Cambiamenti, una riga ciascuno

change-new-vehicle =
    { $signed ->
        [none] Nuovo negli atti
       *[other] Firmato il { $signed }
    }{ $ceiling ->
        [none] {""}
       *[other] . Ordini fino a **{ $ceiling }** in tutto: un massimo, non denaro speso
    }
change-new-order =
    { $signed ->
        [none] Nuovo negli atti
       *[other] Emesso il { $signed }
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] : **{ $amount }** per l’intero contratto, IVA esclusa
           *[other] : **{ $amount }** impegnati finora
        }
    }
change-new-order-under-vehicle =
    { change-new-order } { $parent ->
        [none] (nell’ambito di un accordo quadro monitorato qui)
       *[other] (nell’ambito dell’accordo quadro { $parent }, monitorato qui)
    }
change-new-contract =
    { $signed ->
        [none] Nuovo negli atti
       *[other] Firmato il { $signed }
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] : **{ $amount }** per l’intero contratto, IVA esclusa
           *[other] : **{ $amount }** impegnati finora
        }
    }
change-new-notice =
    { $signed ->
        [none] Nuovo nella fonte
       *[other] Del { $signed }
    }{ $amount ->
        [none] {""}
       *[other] . Importo indicato: **{ $amount }**
    }
change-new-article =
    { $signed ->
        [none] Nuovo nel feed
       *[other] Del { $signed }
    }
change-new-page = La pagina è conservata com’è oggi. I suoi cambiamenti si pubblicano qui.
change-money-added = **+{ $amount }**{ in-brackets }
change-money-removed = **−{ $amount }**{ in-brackets }
change-ceiling-raised = Tetto: { $old } → **{ $new }**{ in-brackets }
change-ceiling-lowered = Tetto: { $old } → **{ $new }**{ in-brackets }
change-option-exercised = Opzione esercitata{ with-money }{ in-brackets }
change-extended = { the-end }: { $old } → { $new }{ in-brackets }
change-shortened = { the-end }: { $old } → { $new }{ in-brackets }
change-terminated =
    { $by ->
        [none] La fonte ora lo dà come chiuso in anticipo.
       *[other] Chiuso in anticipo, in tutto o in parte{ with-money }{ in-brackets }.
    } { $code ->
        [E] Con questo codice il committente dice che il fornitore non ha fatto quanto concordato.
        [F] Con questo codice il committente lo chiude per propria scelta; non è indicata nessuna colpa del fornitore.
        [X] Con questo codice il committente dice che il fornitore ha violato le condizioni.
       *[other] Gli atti non dicono perché.
    }
change-cancelled =
    { $by ->
        [none] La fonte ora lo dà come annullato.
       *[other] Annullato{ with-money }{ in-brackets }.
    } { $code ->
        [N] Con questo codice è un annullamento legale; gli atti non dicono perché.
       *[other] Gli atti non dicono perché.
    }
change-in-force =
    { $old ->
        [pending] La fonte ora lo dà come attivo, non più in attesa
        [cancelled] La fonte lo dà di nuovo come attivo; prima era annullato
        [terminated] La fonte lo dà di nuovo come attivo; prima era chiuso in anticipo
        [closed] La fonte lo dà di nuovo come attivo; prima era chiuso
       *[other] La fonte ora lo dà come attivo
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] : **{ $amount }** per l’intero contratto, IVA esclusa
           *[other] : **{ $amount }** impegnati
        }
    }
change-closed-out =
    { $by ->
        [none] La fonte ora lo dà come chiuso
       *[other] Chiuso, la fine amministrativa di un contratto{ with-money }{ in-brackets }
    }
change-scope-changed = Prestazioni aggiuntive{ in-brackets }
change-supplier-changed = Fornitore: { $old } → { $new }{ in-brackets }
change-supplier-renamed = Il fornitore ha cambiato nome{ with-money }{ in-brackets }{ supplier-now }
change-supplier-merged = Il fornitore si è fuso con un’altra azienda{ with-money }{ in-brackets }{ supplier-now }
change-novated = Subentra un’altra azienda{ with-money }{ in-brackets }{ supplier-now }
change-ends-within-30-days = { the-end }: { $new }. Non risulta nessuna proroga.
change-ends-within-7-days = { change-ends-within-30-days }
change-lapsed = { the-end } secondo gli atti: { $new }. Non risulta nessuna proroga. Gli atti possono arrivare con qualche giorno di ritardo: da solo questo non mostra che il lavoro si sia fermato.
change-no-longer-matches = La ricerca del monitoraggio non lo trova più. La fonte lo ha ancora, e qui si continua a seguirlo. Può dipendere da un fornitore che ha cambiato nome o è stato venduto; da solo questo non lo mostra.
change-withdrawn =
    { $old ->
        [none] Alla richiesta di questo numero, la fonte risponde che non ha questo contratto.
       *[other] Alla richiesta di questo numero, in almeno sette giorni dal { $old }, la fonte risponde che non ha questo contratto.
    } Ciò che diceva prima è conservato come prova. Da solo questo non mostra perché non c’è più.
change-returned =
    { $kind ->
        [page] La pagina c’è di nuovo.
       *[other] { $old ->
            [none] La fonte lo ha di nuovo.
           *[other] La fonte lo ha di nuovo; il { $old } era stato segnalato come scomparso.
        }
    }
change-page-changed = Nel testo: { lines-changed }
change-page-removed = Il suo indirizzo ora dice che la pagina non esiste. L’ultima versione letta è conservata: `/contratti mostra`. Questo non mostra chi l’ha rimossa, né perché.
change-page-moved =
    { $inside ->
        [yes] Il suo indirizzo ora porta a un’altra pagina del sito, con un altro testo: { $new }.
       *[no] Il suo indirizzo ora porta a un altro sito ({ $new }), che il bot non legge.
    } L’ultima versione letta è conservata: `/contratti mostra`. Questo non mostra chi l’ha spostata, né perché, né se il testo sia altrove.
change-text-changed = Nel testo: { lines-changed }
change-also-listed = Lo elenca anche una seconda fonte: `/contratti mostra` le mostra entrambe.
change-action = Non risulta nessun cambiamento di importo, data o tetto{ in-brackets }
change-corrected-both = Corretto: { $new } il { $new_date }, non { $old } il { $old_date }{ in-brackets }
change-corrected-amount = Corretto: { $new }, non { $old }{ in-brackets }
change-corrected-date = Corretto: { $new_date }, non { $old_date }{ in-brackets }
change-corrected-total =
    { $source ->
        [decp] Corretto: { $new } per l’intero contratto, IVA esclusa, non { $old }
       *[other] Corretto: { $new } impegnati in tutto, non { $old }
    }
change-corrected-currency = Corretto: gli importi sono { $new }, non { $old }

## Righe tolte da un testo e righe aggiunte

passages-went = Rimosso:
passages-came = Aggiunto:
passages-more =
    { $count ->
        [one] e un’altra riga
       *[other] e altre { $count } righe
    }

## Motivi delle modifiche, dal codice della fonte

action-reason-usaspending-a = prestazioni aggiuntive
action-reason-usaspending-b = accordo entro l’oggetto del contratto
action-reason-usaspending-c = solo finanziamento
action-reason-usaspending-d = ordine di modifica
action-reason-usaspending-e = risolto per inadempimento
action-reason-usaspending-f = chiuso per scelta del committente
action-reason-usaspending-g = opzione esercitata
action-reason-usaspending-h = condizioni provvisorie rese definitive
action-reason-usaspending-j = un’altra azienda subentra nel contratto
action-reason-usaspending-k = chiusura
action-reason-usaspending-l = ordine di modifica reso definitivo
action-reason-usaspending-m = altro atto amministrativo
action-reason-usaspending-n = annullamento legale
action-reason-usaspending-p = il fornitore si è fuso
action-reason-usaspending-r = dichiarazioni del fornitore rinnovate
action-reason-usaspending-s = numero del contratto cambiato
action-reason-usaspending-t = passato a un altro ufficio
action-reason-usaspending-v = il fornitore ha cambiato nome
action-reason-usaspending-w = il fornitore si è trasferito
action-reason-usaspending-x = risolto per violazione del contratto
action-reason-usaspending-y = piano di subappalto aggiunto
