### La pagina su cui si firma senza account. Frasi brevi, per un telefono.

## Prima di tutto

signing-title = Firmare senza il tuo nome
signing-lead = Qui firmi senza account. Il tuo nome non è nell’elenco delle firme.
signing-before-title = Prima di cominciare
signing-before-device = Usa il tuo telefono o computer e il tuo browser: non quelli dell’azienda.
signing-before-network = Usa la tua rete: né il Wi-Fi né la VPN dell’azienda.
signing-promised-title = Che cosa è promesso
signing-promised-who = Senza una carta o un file di gettoni, da ciò che conservano il sindacato e Discord nessuno può capire in seguito di chi è una firma. Ma il sindacato registra chi ha ricevuto gettoni: se quasi tutti loro hanno firmato, si sa quasi chi ha firmato. Fino alla chiusura dell’elenco, una carta mostra se è servita a firmare; un file di gettoni, finché esiste.
signing-promised-count = Chiunque può contare le firme. Puoi vedere che la tua è contata e ritirarla fino alla chiusura dell’elenco: con la tua carta o, se è persa, sostituita o eliminata, con un file di gettoni.
signing-not-title = Che cosa non è promesso
signing-not-tokens = Che nessuno sappia che hai dei gettoni, il diritto di firmare: il sindacato può vederlo.
signing-not-watched = Protezione da chi ti guarda mentre firmi, modifica questa pagina o ti costringe a mostrare la tua carta.
signing-not-roster = Che l’elenco iscritti sia corretto.
signing-begin = Comincia
signing-board = Indirizzo della bacheca del tuo sindacato
signing-unable = Questa pagina non è partita. Ha bisogno di JavaScript e di un browser dal 2021 in poi. Aprila in un altro browser tuo. Puoi leggere le rivendicazioni sulla bacheca e chiedere al sindacato come firmare altrimenti.
signing-noscript = In questo browser JavaScript è disattivato. Attivalo per questa pagina.
signing-no-crypto = Questo browser non può creare chiavi qui. Apri la pagina a un indirizzo che comincia con https, oppure salvala e aprila dal tuo disco, oppure usa un altro browser. Puoi leggere le rivendicazioni sulla bacheca.
signing-framed = Questa pagina è mostrata dentro un’altra. Aprila in una scheda propria.

## Codice, carta

signing-choose-title = Che cosa hai?
signing-have-code = Ho un codice del sindacato
signing-have-card = Ho una carta
signing-have-file = Ho un file: con la mia carta o con i miei gettoni
signing-only-look = Voglio solo leggere le rivendicazioni
signing-notice = Che cosa succede ai tuoi dati
signing-kept-here = Su questo dispositivo sono conservati dei gettoni.
signing-use-kept = Usali
signing-delete-kept = Cancellali da questo dispositivo
signing-kept-deleted = Su questo dispositivo non è conservato più nulla.
signing-go-on = Continua
signing-code-title = Il tuo codice
signing-code = Codice del sindacato
signing-code-hint = Quattro gruppi di quattro caratteri. Se hai ricevuto due metà, scrivile una dopo l’altra.
signing-card-title = La tua carta
signing-card-what = Questo browser l’ha appena creata, in modo casuale. Non ne esiste un’altra copia. Scrivi tutti e sette i gruppi, o salvali in un file.
signing-card-care = Non mostrarla a nessuno, nemmeno al sindacato. Chi la possiede può vedere se hai firmato, e ritirare la tua firma. La carta non viene inviata da nessuna parte.
signing-written = L’ho scritta
signing-save-card = Salva la carta in un file
signing-card-file = Questa è la tua carta per firmare. Non mostrarla a nessuno. Se la perdi, una nuova riceve gettoni solo al prossimo turno.
signing-confirm-title = L’hai scritta?
signing-confirm = Scrivi il gruppo { $number } della tua carta
signing-confirm-hint = Quattro caratteri. Così continui, e il tuo codice è usato.
signing-confirm-wrong = Non è il gruppo { $number }. Non è stato inviato nulla. Confronta con ciò che hai scritto, o guarda di nuovo la carta.
signing-make-card = Usa il mio codice per questa carta
signing-show-card = Mostra di nuovo la carta
signing-card-taken = La tua carta è stata accettata. Il tuo codice è stato usato.
signing-enter-card-title = La tua carta
signing-enter-card = I 28 caratteri della tua carta
signing-enter-card-hint = Sette gruppi di quattro. Maiuscole, spazi e trattini non contano.
signing-mistyped = Un carattere è sbagliato, manca o è di troppo (scritti: { $length }). Confronta ogni gruppo.
signing-mistyped-groups = Guarda il gruppo { $groups }: un carattere è sbagliato, manca o è di troppo. Codici e carte non hanno 0, 1, I, L, O, S o U.
signing-mistyped-first = Un carattere è sbagliato. Confronta ogni gruppo, cominciando dal gruppo { $groups }.

## Gettoni

signing-get-title = Ottieni i tuoi gettoni
signing-get-what = Un gettone permette di firmare una volta, per una rivendicazione. Il sindacato lo firma senza vederlo. Registra che hai ottenuto dei gettoni, non che cosa ne fai.
signing-get = Ottieni i miei gettoni
signing-tokens-title = Hai dei gettoni
signing-tokens-what = Gettoni: { $number }, ognuno per una rivendicazione, aperta o futura. Puoi firmare adesso. È più sicuro conservarli e firmare un altro giorno: così nulla mostra che le due cose sono state fatte in una visita.
signing-keep-what = Si perdono quando chiudi questa pagina, se non li conservi. La tua carta dà di nuovo gli stessi.
signing-save-tokens = Salva i gettoni in un file
signing-keep-here = Conservali su questo dispositivo
signing-keep-care = Chi li trova può vedere se hai firmato, e ritirare la tua firma. Conservali solo su un dispositivo tuo. Una finestra privata li dimentica. Cancella il file quando l’elenco è chiuso.
signing-kept = Conservati su questo dispositivo.
signing-kept-already = Su questo dispositivo sono già conservati dei gettoni. Salva invece un file, o cancella prima quelli.
signing-not-kept = Questo browser non conserva nulla, come in una finestra privata. Salva invece un file.
signing-saved = Salvato come { $name }, se il tuo browser lo dice.
signing-to-demands = Vai alle rivendicazioni
signing-no-tokens = Ora non ci sono gettoni. Torna quando il tuo sindacato apre una rivendicazione.
signing-replaced = È stato fatto un nuovo codice per il tuo posto nell’elenco iscritti. Può sostituire questa carta da questo giorno: { $day }. Se non l’hai chiesto, opponiti adesso.
signing-object = Non l’ho chiesto: mi oppongo
signing-objected = Il nuovo codice è bloccato. Il tuo sindacato ne parlerà con te di persona.
signing-look-code = È stato fatto un nuovo codice?
signing-no-new-code = Non c’è nessun nuovo codice per il tuo posto.
signing-remove = Elimina questa carta
signing-remove-what = La carta viene eliminata e non ottiene più gettoni: ti serve un nuovo codice. Resta registrato che il tuo posto ha ricevuto gettoni. Le tue firme restano, e i gettoni che hai valgono ancora. Se vuoi ritirare una firma, fallo prima.
signing-remove-now = Eliminala
signing-removed = La carta è stata eliminata.

## Rivendicazioni

signing-demands-title = Le rivendicazioni
signing-no-demands = Ora non ci sono rivendicazioni.
signing-open = Leggi e firma
signing-see = Leggi
signing-no-token = Qui non hai un gettone per questa rivendicazione.
signing-back = Tutte le rivendicazioni
signing-back-choose = Carta o codice
signing-count = Firme: { $count }
signing-count-of = Firme: { $count } (obiettivo: { $goal })
signing-count-day = { $day }
signing-state-open = Aperta.
signing-state-closed = Chiusa: niente nuove firme. Puoi ancora ritirare la tua.
signing-state-ended = L’elenco è chiuso. Non si può più cambiare nulla.
signing-closes = Ultimo giorno per firmare: { $day }.
signing-version = Versione { $number } del testo.
signing-head = Riga di controllo dell’elenco: { $head }. Confrontala con quella su Discord. Se differiscono per lo stesso numero, dillo al tuo sindacato.
signing-waits = Non è ancora nell’elenco. Se continua così, invia di nuovo: conta una volta sola.
signing-status-none = Nell’elenco non c’è una tua firma. Se hai firmato da poco, forse aspetta ancora.
signing-status-unknown = Questa pagina non sa se hai firmato.
signing-status-taken = La tua firma è stata accettata. Conterà da una delle prossime pubblicazioni. Tre aspettano sempre, estratte a caso; alla fine sono pubblicate tutte.
signing-status-unsure = La tua scelta è stata inviata, senza risposta. Inviala di nuovo: conta una volta sola.
signing-status-missing = La tua ultima scelta non è nell’elenco, e l’elenco è chiuso. Avvisa il tuo sindacato.
signing-status-counted = La tua firma è nell’elenco: pubblicazione { $number }, nulla vi è stato cambiato.
signing-status-indexed = La tua firma è nell’indice dell’elenco: pubblicazione { $number }. L’elenco è lungo: questa pagina legge il suo indice, non le firme stesse.
signing-status-older = La tua firma è nell’elenco, per la versione { $version } del testo. Il testo è cambiato. Leggi il nuovo e firmalo se sei d’accordo. Altrimenti quella che hai dato conta ancora.
signing-status-withdrawn = Hai ritirato la firma: lo dice la pubblicazione { $number }, e non sei nel conteggio.
signing-status-void = Hai ritirato la firma, e nell’elenco non c’è nulla di tuo.
signing-consent-title = Il tuo consenso
signing-consent = Ho letto, sostengo la rivendicazione e do il mio consenso.
signing-consent-missing = Non hai spuntato la casella: non è stato firmato nulla.
signing-sign = Firma
signing-signed = La tua firma è stata accettata. Conterà da una delle prossime pubblicazioni.
signing-withdraw-what = Puoi ritirare la firma fino alla chiusura dell’elenco. Ciò che è già pubblicato resta nelle copie fatte da altri; non conta più.
signing-withdraw-unknown = Se hai firmato e qui non si vede, puoi ritirare la firma lo stesso.
signing-withdraw = Ritira la mia firma
signing-withdrawn = Il tuo ritiro è stato accettato. Conterà da una delle prossime pubblicazioni.
signing-look-what = Firme e ritiri nell’elenco: { $rows }. È letto per intero, o il suo indice se è lungo, così nessuno sa qual è la tua.
signing-look = Cerca la mia

## Che cosa va storto

signing-busy = Un momento…
signing-again = Riprova
signing-code-for-card = Scrivi un codice per questa carta
signing-send-newest = Inviala come mia ultima scelta
signing-read-again = Leggi di nuovo
signing-error-no-answer = Nessuna risposta. Controlla la connessione e riprova: inviare due volte la stessa cosa non fa danni.
signing-error-not-stored = Non è stato possibile registrare. Nulla è perduto. Riprova tra qualche minuto.
signing-error-too-many = Troppi tentativi. Non è cambiato nulla. Aspetta un minuto e riprova.
signing-error-code-unknown = Questo codice non è valido. Non è cambiato nulla. Forse è stato usato con un’altra carta, è di un altro sindacato o, se sostituisce una carta, vale solo dopo sette giorni. Controlla ciò che hai scritto; altrimenti chiedi al tuo sindacato.
signing-error-card-unknown = Il sindacato non conosce questa carta. Non è cambiato nulla. Se l’hai appena creata, scrivi di nuovo il tuo codice. Se è stata sostituita o eliminata, chiedi al sindacato un nuovo codice.
signing-error-round-unknown = È cominciato un nuovo turno. Non è cambiato nulla. Riprova.
signing-error-issued-already = In un turno sono già stati dati gettoni al tuo posto, con un’altra carta. Per le rivendicazioni di quel turno usa quella carta. Questa riceve i gettoni dei turni successivi.
signing-error-keys-changed = Nel frattempo una rivendicazione è stata aperta o chiusa. Non è cambiato nulla. Riprova.
signing-error-bad-request = Il server del sindacato non ha accettato ciò che questa pagina ha inviato. Non è cambiato nulla. Ricarica la pagina; se si ripete, avvisa il tuo sindacato.
signing-error-demand-unknown = Questa rivendicazione non c’è più. Non è cambiato nulla. Ricarica la pagina.
signing-error-other-version = Nel frattempo il testo è cambiato. Non è stato firmato nulla. Leggilo com’è adesso.
signing-error-turn-used = Qui hai già firmato o ritirato, in un’altra scheda, su un altro dispositivo o in un altro momento. Questa scelta non è stata accettata. Inviarla come ultima?
signing-error-turns-spent = Qui hai già cambiato idea tutte le volte possibili: non puoi più firmare. Puoi ancora ritirare la firma.
signing-error-closed = Nel frattempo la rivendicazione è stata chiusa. Non è cambiato nulla.
signing-error-bad-state = Ciò che dice la bacheca non si può leggere. Non è cambiato nulla. Riprova più tardi; se si ripete, avvisa il tuo sindacato.
signing-error-newer-state = Questa pagina è più vecchia della bacheca. Ricaricala, o salvala di nuovo.
signing-error-bad-address = Questo non è l’indirizzo di una bacheca. Comincia con https://
signing-error-bad-token = La risposta del sindacato non è un gettone valido. Non è stata conservata. Riprova più tardi; se si ripete, avvisa il tuo sindacato.
signing-error-other-list = L’elenco non è quello che nomina la bacheca. Ricarica la pagina; se si ripete, avvisa il tuo sindacato e altre persone.
signing-error-other-row = Nell’elenco la tua firma non è come l’hai data. Conserva carta e gettoni, e avvisa il tuo sindacato e altre persone.
signing-error-bad-file = Questo file non contiene né carta né gettoni, o è stato modificato. Scegline un altro.
signing-error-broken = Il testo o il consenso non è quello della sua impronta. Non firmare; avvisa il tuo sindacato.
signing-error-failed = Qualcosa è andato storto in questa pagina. Ciò che hai non è perduto. Ricarica la pagina.
