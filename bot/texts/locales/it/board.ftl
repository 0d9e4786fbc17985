## La bacheca: un sito pubblico con ciò che il bot ha pubblicato su Discord

board-description = Che cosa rivendica il sindacato, quante persone hanno firmato e che cosa dicono i documenti pubblici.
board-pages = Pagine
board-languages = Lingue
board-skip = Vai al testo
board-turn = Pagine dell’elenco
board-page-of = { $title }: { $page }
board-menu-demands = Rivendicazioni
board-menu-contracts = Contratti
board-menu-facts = Fatti
board-menu-updates = Novità
board-menu-verify = Verifica un conteggio
board-menu-sign = Firma
board-made = Creata da Tocsin il { $day }.
board-about = Informazioni su questa bacheca
board-no-demands = Non è ancora aperta nessuna rivendicazione.
board-money-title = { $amount } { $source ->
        [decp] per interi contratti
       *[other] impegnati
    }{ $since ->
        [none] {""}
       *[month] {" "}da { $since }
    }
board-sold = { $word }: { $meaning }.
board-progress = Avanzamento verso l’obiettivo
board-latest = Ultimi cambiamenti
board-all-updates = Tutte le novità
board-all-facts = Tutti i fatti
board-money = Il denaro nel tempo, in grafico e tabella
board-all-contracts = Tutti i contratti
board-column-contract = Contratto
board-column-since = Dal
board-column-amount = Importo
board-column-ceiling = Tetto
board-press = Per la stampa
board-press-publisher = Pubblicato da { $name }.
board-press-contact = Contatto: { $contact }
board-press-right = Potete scrivere:
board-press-wrong = Non scrivete, per favore:
board-press-money = { $said } per: { $what } ({ $source })
board-press-ceiling = «{ $amount } pagati»: è un massimale, non una spesa
board-press-employees = «Hanno firmato { $count } dipendenti»: nessuno ha verificato chi vi lavora

board-undated = Senza data
board-feed-count = { $count ->
    [one] { $count } firma: { $title }
   *[other] { $count } firme: { $title }
}

## Una rivendicazione

board-demand-text = Che cosa si firma
board-seen-by =
    { $way ->
        [page] Si firma sulla pagina del sindacato, senza account: né Discord né il bot vedono un clic. Il sindacato registra chi ha ricevuto gettoni.
        [paper] Si firma su carta: il bot non conserva nomi e Discord non ne vede.
       *[discord] Discord vede chi preme Firma. Il bot non mostra a nessuno chi ha firmato.
    }
board-publications = Tutti i conteggi pubblicati
board-publications-caption = Dal più recente al più vecchio. Conserva una riga di controllo: con quella chiunque può verificare più tardi che prima di essa nulla è stato cambiato.
board-column-number = N.
board-column-day = Giorno
board-column-count = Firme
board-column-reason = Pubblicato perché
board-column-head = Riga di controllo
board-reason-batch = c’erano abbastanza cambiamenti in attesa
board-reason-late = era passato abbastanza tempo
board-reason-opening = la rivendicazione è stata aperta
board-reason-amended = il testo è cambiato
board-reason-closing = la rivendicazione è stata chiusa
board-reason-ended = l’elenco delle firme è chiuso: non segue nulla
board-reason-invalidated =
    { $invalidated ->
        [one] una firma è stata tolta perché non valida
       *[other] { $invalidated } firme sono state tolte perché non valide
    }
board-reason-restored = il primo dopo il ripristino di una copia di sicurezza: prima di questo alcuni sono andati persi
board-head = Conserva questa riga di controllo, per verificare più tardi che prima di essa nulla è stato cambiato:
board-head-how = Come confrontarla
board-sign = Firma sulla pagina del sindacato
board-verify-link = Verifica questo conteggio
board-ledger-file = Il registro dei conteggi, da scaricare
board-embed = Mostrare questo conteggio sul proprio sito
board-embed-how = Incolla questa riga nella tua pagina. L’immagine mostra sempre l’ultimo conteggio pubblicato, anche in parole per i lettori di schermo; non contiene script e non imposta cookie.
board-embed-seen = Il server di questa bacheca vede l’indirizzo di rete di chiunque apra la tua pagina, come il tuo stesso server.
board-version = Versione { $number }, del { $day }

## Un contratto

board-first-seen = Come visto la prima volta
board-earlier-actions = { $count } precedenti

## Informazioni sulla bacheca

board-about-text =
    Questa bacheca mostra ciò che un bot ha pubblicato nel server Discord del sindacato, «{ $server }»: rivendicazioni con i loro conteggi, contratti pubblici, fatti con le loro fonti. Non dice chi ha firmato.

    Un conteggio è il numero di firme al momento della pubblicazione. Accanto è indicato come sono state verificate le persone che firmano.
board-compare-title = Viene mostrata a tutti la stessa cosa? Tre passi
board-compare-steps =
    1. Conserva una riga di controllo: quella sotto un conteggio, qui o nel canale degli annunci del sindacato, su Discord. Finisce con 32 caratteri, a gruppi di quattro.
    2. Più tardi, apri *Verifica un conteggio*, scegli la rivendicazione e incolla la riga che hai conservato.
    3. Se dice che non è cambiato nulla, la cronologia fino a quel conteggio è quella che avevi visto. Confronta la tua riga con quella di un’altra persona: se per lo stesso numero sono diverse, esistono due cronologie, e il sindacato deve spiegarlo.
board-not-shown-title = Che cosa nessuno può vedere qui
board-not-shown =
    - Chi ha firmato. È voluto.
    - Che ogni firma sia davvero di una persona. Dipende da come sono state verificate le persone che firmano, e da chi ne risponde.
    - Quante persone hanno firmato su Discord e quante lì hanno ritirato la firma fra due conteggi. Per la pagina del sindacato lo mostrano le righe, senza nomi.
    - Che nulla sia stato omesso prima dell’inizio di una cronologia. I giorni sono quelli dell’orologio del computer su cui gira il bot.
    - Se questo sito mostra a tutti la stessa cosa. Lo si vede confrontando le righe di controllo.
board-data-title = I dati
board-data-board = Le rivendicazioni con tutti i conteggi, i fatti e le parole, in JSON
board-data-schema = Che cosa significano le chiavi dei file JSON: uno schema JSON
board-data-counts = Tutti i conteggi pubblicati, in CSV
board-data-contracts = I contratti, in CSV
board-data-actions = Le loro modifiche, in CSV
board-data-feed = La stessa cosa, in un feed JSON
board-data-atom = Ciò che si pubblica, in un feed Atom a cui abbonarsi
board-data-columns = Che cosa significano le colonne dei file CSV, in inglese
board-data-nested = I contratti con le loro modifiche, in JSON
board-key = I registri dei conteggi sono firmati con la chiave { $key }. Confrontala con quella che il sindacato ha pubblicato altrove.
board-script = Lo script della pagina delle firme ha l’hash `{ $hash }`. Nel codice sorgente della pagina, `script-src` ha lo stesso: il browser non esegue nessun altro script. Confrontalo con quello della pagina di un altro sindacato, o della pagina fornita con Tocsin, della stessa versione.

## Verificare un registro dei conteggi

board-verify-what = Il tuo browser ricalcola tutti i conteggi di una rivendicazione, senza chiedere a nessuno. Gli serve il registro dei conteggi; la chiave del sindacato e una riga di controllo che hai conservato rendono la verifica più forte.
board-verify-noscript = Questa pagina ha bisogno di JavaScript. Senza, usa `verify.py`, da questa bacheca, o `tocsin verify`.
board-verify-ledger = Rivendicazione
board-verify-everything = Tutto: tutti i registri e i dati di questa bacheca
board-verify-file = Oppure file dal tuo dispositivo: un registro; o più file di una bacheca, con il suo manifest.json e il suo manifest.sig
board-verify-key = La chiave del sindacato o la sua impronta, se ce l’hai
board-verify-head = Una riga di controllo che hai conservato, se ne hai una
board-verify-row = La tua riga o la sua chiave, se l’hai conservata
board-verify-receipt = Il file con le tue ricevute, dalla pagina per firmare
board-verify-button = Verifica
board-verify-own-title = Se non ti fidi di questo sito
board-verify-own = Questa pagina viene dal sito che verifica. Un sito disonesto potrebbe mettere qui una pagina che dice sempre di sì. Usane quindi una tua: salva questa pagina da un’altra bacheca, o prendi `verify.html` dai documenti di Tocsin; aprila dal tuo dispositivo e scegli lì i file. Non ha bisogno di rete e non invia nulla.
board-check-verdict-good = Tutto ciò che è stato verificato è corretto.
board-check-verdict-wrong = Qualcosa non va.
board-check-counts = Le pubblicazioni formano un’unica catena: { $publications }; ultimo conteggio: { $count }.
board-check-key = È firmato con la chiave che hai dato.
board-check-head = Da quando hai conservato la riga di controllo non è cambiato nulla fino alla pubblicazione { $number }.
board-check-restored = Mancano pubblicazioni prima della { $number }, che dice che sono andate perse nel ripristino di una copia di sicurezza. Nessuno può sapere se è vero o se qualcuno le ha tolte.
board-check-clock = La pubblicazione { $number } ha una data anteriore a quella della precedente: l’orologio del computer è stato messo indietro.
board-check-compare-key = È firmato con la chiave { $key }. Confrontala con quella che il sindacato ha pubblicato.
board-check-no-ed25519 = Questo browser non può verificare le firme digitali (Ed25519). Tutto il resto è stato verificato.
board-check-signature = La firma digitale non è valida: qualcosa è stato modificato dopo la firma.
board-check-other-key = È firmato con una chiave diversa dalla tua: { $key }.
board-check-head-unread = La riga di controllo è illeggibile: copia di nuovo la riga intera.
board-check-head-other = La pubblicazione { $number } non è quella della riga di controllo che hai conservato: questa cronologia è diversa.
board-check-head-absent = La pubblicazione { $number }, di cui hai conservato la riga di controllo, qui non c’è: è stata tolta o è andata persa.
board-check-head-changed = La riga di controllo del registro non è quella dell’ultima pubblicazione: ne è stata tagliata una, o la riga è stata modificata.
board-check-no-ledger = Questo non è un registro come lo scrive Tocsin: è un altro tipo di file, è troncato o è stato modificato.
board-check-text = L’impronta della versione { $number } del testo non è quella di quel testo.
board-check-no-text = Pubblicazione { $number }: il testo firmato non è nel file.
board-check-missing = Prima della pubblicazione { $number } ne manca una, o ce n’è una di troppo.
board-check-other-demand = La pubblicazione { $number } è di un’altra rivendicazione.
board-check-negative = La pubblicazione { $number } ha un numero negativo.
board-check-lost-nothing = La pubblicazione { $number } dice che qualcosa è andato perso, e non dice che cosa.
board-check-previous = La pubblicazione { $number } non contiene l’impronta della precedente: qualcosa è stato modificato o tolto.
board-check-hash = Pubblicazione { $number }: la sua impronta non è quella di ciò che dice.
board-check-verdict-part = Ciò che è stato verificato è corretto. Non tutto lo è stato: le righe con il trattino dicono che cosa manca.
board-check-verdict-none = Non è stato verificato nulla.
board-check-checking = Verifica in corso…
board-check-choose = Scegli prima un file.
board-check-no-crypto = Questo browser qui non calcola impronte. Salva la pagina, aprila dal tuo dispositivo e scegli un file; oppure usa verify.py.
board-check-unreachable = Un file non si è potuto leggere. Scaricalo e sceglilo qui.
board-check-ledger = È il registro dei conteggi di «{ $title }» ({ $demand }).
board-check-files = File invariati, come nell’elenco firmato: { $number }. L’elenco è del { $day }.
board-check-head-newer = Il registro finisce prima della pubblicazione { $number }, di cui hai conservato la riga di controllo: il file è più vecchio della tua riga, o qualcosa è stato tolto.
board-check-head-demand = La riga di controllo che hai conservato è di un’altra rivendicazione: { $demand }.
board-check-key-unread = La chiave è illeggibile: deve avere 64 caratteri, la sua impronta 32. Copiala di nuovo.
board-check-too-large = Il file è più grande di qualsiasi registro e non è stato letto.
board-check-newer-format = È stato creato da una versione più recente di Tocsin: usa la pagina o il programma di quella versione.
board-check-no-list = Non c’è un elenco di file come lo scrive Tocsin (manifest.json e manifest.sig), oppure è stato modificato.
board-check-file-changed = { $name } è stato modificato: non è come nell’elenco firmato.
board-check-file-missing = Manca { $name }.
board-check-file-added = { $name } non è nell’elenco firmato: è stato aggiunto o rinominato.
board-check-other-ledger = { $name } è il registro di un’altra rivendicazione: { $demand }.
board-check-other-counts = { $name } non dice le stesse cose dei registri.
board-check-not-shown = Questo non mostra chi ha firmato, né che ogni firma sia davvero di una persona, né che ad altri sia stata mostrata la stessa cosa.
board-check-after-end = La pubblicazione { $number } viene dopo quella che ha chiuso l’elenco delle firme.
board-check-no-rows = La pubblicazione { $number } non ha righe, e ha un conteggio diverso dalla precedente.
board-check-opening = Pubblicazione { $number }: una rivendicazione che si firma sulla pagina si apre con il numero 1, che non conta nulla, e una sola volta.
board-check-issuing-key = Pubblicazione { $number }: la sua chiave di emissione non è di quelle che fa Tocsin.
board-check-other-issuing-key = La pubblicazione { $number } ha una chiave di emissione diversa dalla precedente.
board-check-page-entry = La pubblicazione { $number } dice ciò che nessuna rivendicazione firmata sulla pagina può dire: non l’ha fatta Tocsin.
board-check-issued = Pubblicazione { $number }: { $count } firme, { $issued } gettoni emessi e { $places } posti nell’elenco iscritti non concordano o non sono dati in decine.
board-check-consent = L’impronta della versione { $number } del consenso non è quella di quel consenso.
board-check-rows-missing = Manca { $name }, le righe della pubblicazione { $number }.
board-check-rows-hash = { $name } non è il file indicato dalla pubblicazione { $number }: una riga è stata modificata, aggiunta o tolta.
board-check-index-hash = Pubblicazione { $number }: l’indice che indica non è quello di { $name }.
board-check-rows-count = La pubblicazione { $number } dice { $count }, e le righe danno { $found }.
board-check-rows-issued = Pubblicazione { $number }: { $found } chiavi hanno righe, e solo { $issued } gettoni sono stati emessi.
board-check-row-form = { $name }, riga { $row }: non è una riga come le scrive Tocsin.
board-check-row-twice = { $name }, riga { $row }: ha la stessa chiave della riga precedente.
board-check-row-order = { $name }, riga { $row }: le righe non sono nell’ordine delle loro chiavi.
board-check-row-turn = { $name }, riga { $row }: questa chiave ha già pubblicato una riga con questo numero o uno successivo.
board-check-row-version = { $name }, riga { $row }: nessuna pubblicazione fino a questa indica la versione che firma.
board-check-row-late = { $name }, riga { $row }: firma dopo la chiusura, quando nessuno poteva più firmare.
board-check-row-token = { $name }, riga { $row }: il gettone non è stato emesso con la chiave di questa rivendicazione.
board-check-row-signature = { $name }, riga { $row }: la firma non è quella di questa chiave per questa rivendicazione e per ciò che dice la riga.
board-check-rows-more = { $name }: ci sono altri { $number } errori nelle sue righe.
board-check-rows = Righe verificate una per una: { $number }, di { $found } chiavi. Ognuna ha un gettone emesso con l’unica chiave della rivendicazione, e danno ogni conteggio.
board-check-rows-unchecked = Le righe non sono state verificate. Scegli i loro file insieme al registro, o mettili accanto: { $name } e così via.
board-check-rounds = Ogni chiave di emissione è di un turno annunciato, e apre una sola rivendicazione.
board-check-rounds-unchecked = Non c’è rounds.json: non è stato verificato se la chiave di emissione era annunciata.
board-check-rounds-unread = { $name } non è l’elenco dei turni come lo scrive Tocsin, o la sua firma non è valida.
board-check-round = { $name }, turno { $number }: non segue il precedente, la sua impronta non è quella di ciò che dice, o una delle sue chiavi c’era già.
board-check-round-no-key = La chiave di emissione di { $demand } non è in nessun turno annunciato.
board-check-key-twice = { $demand } e { $other } hanno la stessa chiave di emissione, e ogni chiave apre una sola rivendicazione.
board-check-timestamps-unchecked = Le marche temporali non sono state verificate qui. Verificale con tocsin verify, o con OpenSSL in una cartella come { $name }: openssl ts -verify -in 1.tsr -data document.json -CAfile ROOT.pem. ROOT.pem è il certificato radice, preso dall’autorità stessa.
board-check-own = La tua riga c’è, intera: { $name }, riga { $row }.
board-check-own-signed = L’ultima riga con la tua chiave firma la versione { $version }: { $name }, riga { $row }.
board-check-own-withdrawn = L’ultima riga con la tua chiave ritira la firma: { $name }, riga { $row }.
board-check-own-newer = Una riga più recente della tua ha la tua chiave: { $name }, riga { $row }. Se non l’hai fatta tu, qualcuno ha la tua carta o i tuoi gettoni.
board-check-own-other = { $name }, riga { $row }, ha la tua chiave e non è la tua riga. Conserva entrambe, e mostrale ad altri.
board-check-own-absent = La tua riga non è tra quelle pubblicate. Alcune aspettano il prossimo conteggio; quando l’elenco delle firme della rivendicazione è chiuso, nessuna.
board-check-own-unread = La tua riga non è leggibile: copia la riga intera, o la sua chiave di 86 caratteri.
board-check-not-shown-page = Non mostra nemmeno che l’elenco iscritti sia corretto, che ogni gettone sia andato a una persona iscritta, né che si sia firmato sulla pagina pubblicata. E nessun controllo scopre le firme che chi detiene la chiave di emissione facesse al posto di persone iscritte che hanno ricevuto gettoni e non hanno firmato: fino al numero di gettoni emessi.
board-check-progress = Righe verificate: { $number }…
board-check-other-format = La pubblicazione { $number } ha un formato diverso dalla precedente.
board-check-other-box-key = La pubblicazione { $number } indica una chiave dell’urna diversa dalla precedente.
board-check-places = «{ $demand }»: { $first_places } posti nell’elenco iscritti all’apertura, { $places } ora; { $first_issued } gettoni emessi allora, { $issued } ora.
board-check-places-fell = La pubblicazione { $number } indica { $now } posti nell’elenco iscritti, e la precedente { $before }: non diminuiscono mai.
board-check-issued-fell = La pubblicazione { $number } indica { $now } gettoni emessi, e la precedente { $before }: non diminuiscono mai.
board-check-figures-changed = La pubblicazione { $number } ha posti o gettoni emessi diversi dalla chiusura, dopo la quale nessuno riceve gettoni.
board-check-round-fell = La pubblicazione { $number } di «{ $demand }» ha meno posti o gettoni emessi di una precedente di «{ $other }», della stessa tornata { $round }.
board-check-file-odd = { $name } è un collegamento, una pipe o simile, e non un file: non è stato aperto.
board-check-archive-odd = { $name }: l’archivio è danneggiato, o il suo elenco di file non corrisponde al contenuto. Ogni programma ne estrarrebbe file diversi: estrailo e verifica la cartella.
board-check-document-unchecked = { $name } è troppo grande e non è stato verificato. Lo copre l’elenco firmato dei file.
board-check-void = NULLO: l’elenco di «{ $demand }» è stato dichiarato nullo il { $day }. I suoi conteggi non provano nulla.
board-check-verdict-void = Nullo: i conteggi non provano nulla, anche se nulla è stato cambiato.
board-check-receipt = L’urna di «{ $demand }» ha accettato la tua riga: la ricevuta è valida.
board-check-receipt-waits = La tua riga di «{ $demand }» non è ancora pubblicata: aspetta. Tutte quelle in attesa escono alla chiusura della rivendicazione; i ritiri successivi, alla chiusura del suo elenco.
board-check-receipt-none = Il file non ha una ricevuta per ciò che è stato verificato qui. Conserva la tua riga: l’elenco mostra se è stata pubblicata.
board-check-receipt-unread = Il file con la ricevuta non è leggibile: usalo come l’ha salvato la pagina per firmare.
board-check-receipt-wrong = La ricevuta non è dell’urna di «{ $demand }» per questa riga.
board-check-row-struck = L’urna ha accettato la tua firma di «{ $demand }», o il suo ritiro, e non è nell’elenco. Questo file lo prova, a meno che tu non abbia cambiato idea prima della pubblicazione. Mostra anche che hai firmato.
board-check-not-shown-evidence = Questo mostra che il bot con questa chiave ha raccolto così le prove, non che abbia copiato fedelmente le fonti: confronta con le fonti.
