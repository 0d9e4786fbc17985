### Che cosa succede ai dati delle persone.

## /privacy informativa

privacy-title = Che cosa succede ai tuoi dati
privacy-stored = **Quando firmi**, questo bot conserva: la rivendicazione, la versione del testo e del consenso, il giorno, la sede se l’hai scelta, e un codice segreto al posto del nome. Non il tuo nome, né il tuo account Discord, né l’ora.
privacy-code = **Solo una chiave segreta**, tenuta a parte, fa risalire da quel codice a te. Una volta distrutta, i dati, copie di sicurezza comprese, non portano a nessuno, se non ne resta una copia.
privacy-shown = **Il bot non mostra a nessuno chi ha firmato**, nemmeno al team della campagna. I conteggi si pubblicano con più cambiamenti insieme.
privacy-public = **Ciò che si pubblica qui è anche sul web, visibile a chiunque:** i conteggi, anche per sede, mai chi ha firmato.
privacy-discord = **Discord (USA) vede che cosa premi e che cosa risponde il bot**, e un tribunale può ordinargli di consegnarlo.
privacy-withdraw = **Puoi ritirare la firma finché la chiave non è distrutta:** il pulsante della rivendicazione o `/rivendicazioni ritira`. Da allora la firma non c’è più; il conteggio si aggiorna dopo. Lasciare il server non la ritira.
privacy-yours = **Una copia:** `/privacy esporta`, pronta un giorno dopo. **Cancellazione:** `/privacy cancella`, in tutti i server di questo bot. Entrambe anche nei messaggi diretti con il bot.
privacy-unreachable = Se non riesci a usare il bot, scrivi al contatto qui sotto.
privacy-unreachable-elsewhere = Se non riesci a usare il bot, scrivi al sindacato che ti ha chiesto la firma.
privacy-server = Che cosa dice il team di questo server
privacy-of-controller = **Chi è responsabile:** { $text }
privacy-of-contact = **A chi chiedere:** { $text }
privacy-of-legal-basis = **Base giuridica:** il tuo consenso esplicito, nell’UE GDPR, art. 6.1.a e 9.2.a. { $text }
privacy-of-recipients = **Chi li riceve:** { $text }
privacy-of-nobody = Il team della campagna non ha ancora detto chi è responsabile dei dati, per quanto si conservano e chi li riceve. Finché non lo dice, qui non si può firmare nessuna rivendicazione.
privacy-of-missing = Manca ancora: { $fields }. Finché non c’è, qui non si può aprire nessuna nuova rivendicazione.

## Dietro il pulsante «Altro sui tuoi dati»

button-privacy-more = Altro sui tuoi dati
privacy-more-link = **Se hai collegato il tuo account con un codice**, il bot conserva, come codici segreti, che appartiene a una persona nell’elenco iscritti del sindacato.
privacy-more-organiser = **Se fai parte del team della campagna**, le tue azioni sono registrate, con il tuo account cifrato. Se cancelli i tuoi dati, 30 giorni dopo si elimina l’indicazione di chi ha agito.
privacy-more-withdrawn = **Se hai ritirato una firma**, un codice segreto resta accanto alle chiavi finché non vengono distrutte, perché nessuna copia ripristinata faccia ricomparire una firma. C’è anche per chi ha premuto senza aver mai firmato. Se va perso con il computer, una copia vecchia può far ricomparire la firma: in quel caso ritirala di nuovo.
privacy-more-asked = **Se hai chiesto una copia**, lo registra un codice segreto, per otto giorni al massimo.
privacy-more-erased = **La cancellazione** elimina ciò che è conservato di questo account in tutti i server di questo bot, tranne il codice contro le copie ripristinate. Le copie di sicurezza possono contenerlo ancora per qualche settimana.
privacy-more-removed = **{ $days } giorni dopo che il bot è stato tolto da un server**, tutti i dati di quel server vengono cancellati.
privacy-more-complain = **Puoi fare reclamo** a un’autorità per la protezione dei dati (Italia: Garante).

## I campi

privacy-field-controller = chi è responsabile
privacy-field-contact = a chi chiedere
privacy-field-legal-basis = la base giuridica
privacy-field-recipients = chi li riceve

## /privacy esporta

own-data-noted = Preso nota. Dal { $moment }, per { $days } giorni, lo stesso comando ti dà il file.
own-data-alone = Tutti ricevono questa risposta, e domani un file, qualunque cosa sia conservata. Scaricalo quando nessuno guarda il tuo schermo.
own-data = I tuoi dati
own-data-here = Che cosa questo bot conserva su di te, in tutti i suoi server: un file da leggere, uno per i programmi. Solo tu vedi questa risposta, ma è passata da Discord. Tieni i file dove nessuno guarda, oppure cancellali.
refusal-own-data-under-way = I tuoi file si stanno già preparando: arrivano come risposta alla tua richiesta precedente.
own-data-title = Che cosa questo bot conserva su di te, al { $moment }
own-data-signatures =
    { $count ->
        [0] Firme: nessuna.
       *[other] Firme: { $count }.
    }
own-data-where = In «{ $server }», il { $day }, versione { $version } del testo.
own-data-damaged = In «{ $server }». Il resto di ciò che era conservato con questa firma è danneggiato e non si può leggere: scrivi al contatto in `/privacy informativa`.
own-data-state-published = È nel conteggio pubblicato.
own-data-state-pending = Aspetta la prossima pubblicazione del conteggio.
own-data-unit = Sede: { $unit }
own-data-held = La chiave di questa rivendicazione si conserva più a lungo per un contenzioso, al massimo fino al { $day }. Motivo: { $reason }
own-data-consent = A che cosa hai acconsentito:
own-data-roster = In «{ $server }» questo account è collegato, con un codice che hai inserito, a una persona nell’elenco iscritti del sindacato. Quale sia è conservato solo come codice segreto. Le firme date prima che questo account fosse collegato non sono elencate.
own-data-card = In «{ $server }», la chiave pubblica della carta di questa persona iscritta per la pagina del sindacato: { $key }
own-data-card-code = In «{ $server }», un codice per una carta sulla pagina del sindacato attende questa persona iscritta. È conservato come codice segreto.
own-data-issued = In «{ $server }», sono stati emessi gettoni per questa persona iscritta nel turno { $number }, iniziato il { $day }. Si conserva un codice (hash) di ogni valore nascosto che è stato firmato.
own-data-card-withheld = In «{ $server }», prima era collegato a questa persona iscritta un altro account. Se abbia una carta o gettoni per la pagina del sindacato non è indicato qui: chiedi al contatto in `/privacy informativa`.
own-data-former-link = In «{ $server }» un collegamento precedente di questo account è terminato il { $day }: un altro account ha preso il suo posto, oppure hai un altro numero di iscrizione. Ciò che hai firmato con quello non è elencato qui; puoi ancora ritirarlo e cancellarlo.
own-data-acts = Che cosa hai fatto nel team della campagna:
own-data-not-kept =
    Non conservati affatto: il tuo nome, il tuo account Discord in sé, l’ora di una firma, dove eri e che cosa hai letto.

    Conservato solo accanto alle chiavi, per chi ritira una firma, che avesse firmato o no, e per chi cancella una firma: un codice segreto, perché nessuna copia ripristinata faccia ricomparire una firma. Non dice nulla senza il database e viene distrutto con la chiave della rivendicazione.

    Conservati senza essere tuoi: i conteggi pubblicati, e le azioni di persone del team della campagna che hanno cancellato i propri dati.

    Finché non hai scaricato questi file, era registrato che li avevi chiesti.

## /privacy cancella

erase-title = Cancella i dati di questo account
erase-what = Questo ritira tutte le firme di questo account, in ogni server di questo bot, anche da rivendicazioni chiuse o consegnate. Toglie questo account dagli elenchi iscritti a cui è collegato: il codice non vale più. Cancella la tua richiesta di una copia e, fra 30 giorni, la tua identità dal registro delle azioni del team della campagna.
erase-not = Non si può annullare, ma puoi firmare di nuovo. I conteggi si aggiornano alla prossima pubblicazione; ciò che è stato consegnato resta come comunicato. Ruoli e messaggi su Discord restano.
erase-page = **Le firme sulla pagina del sindacato non vengono ritirate così:** ritirale lì.
erase-page-kept = Se la persona collegata a questo account ha una carta per la pagina del sindacato o ha ricevuto gettoni, ciò resta conservato finché lì non è più in corso alcun turno e l’ultimo elenco è chiuso. Chi ha la carta può eliminarla su quella pagina.
button-erase = Cancella i miei dati
erased = **Ciò che il database conservava di questo account è cancellato.** Se l’elenco iscritti di un sindacato ti conosce per un altro account, o per un codice che non hai usato, quella voce resta, con ciò che l’altro account ha firmato. Se fai parte del team della campagna, la tua identità resta nel registro delle sue azioni per 30 giorni da ora e dalla tua ultima azione. Dove c’era una tua firma resta, accanto alla chiave della rivendicazione, un codice segreto, perché nessuna copia ripristinata la faccia ricomparire; viene distrutto con la chiave. Dove un conteggio pubblicato conteneva una tua firma, la prossima pubblicazione lo corregge. Le copie di sicurezza dei dati possono contenere ancora per qualche settimana ciò che c’era; senza le chiavi non servono a nessuno.
