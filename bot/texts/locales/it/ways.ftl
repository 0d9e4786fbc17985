### Ways of signing: in Discord, or on paper alone.

## On the card

demand-count-paper = { $count ->
    [0] Nessuna firma su carta è ancora confermata.
    [one] **{ $count } firma su carta**, inserita da una persona del team della campagna e confermata da un’altra.
   *[other] **{ $count } firme su carta**, inserite da una persona del team della campagna e confermate da un’altra.
}
demand-by-discord = Si firma su Discord, che vede chi preme; su carta no.
demand-by-paper = Si firma su carta: chiedi un foglio al team della campagna. Il bot non conserva nessun nome e Discord non ne vede.

## To whoever would sign or withdraw in Discord

demand-sign-paper = Questa rivendicazione si firma su carta. Non è cambiato nulla. Chiedi un foglio al team della campagna, o di cancellare il tuo nome: il bot non ne conserva nessuno.
refusal-signed-on-paper = Questa rivendicazione si firma su carta. Non è cambiato nulla. Chiedi un foglio al team della campagna, o di cancellare il tuo nome: il bot non ne conserva nessuno.

## On the union’s page

# The consent: frozen with a demand when it opens, like “consent-text” of petitions.ftl.
consent-page =
    Sostengo questa rivendicazione e acconsento espressamente che la mia firma sia pubblicata senza il mio nome. Collegata a me, potrebbe rivelare la mia opinione politica o l’iscrizione al sindacato.
    A che scopo: mostrare quante persone, mai chi. Chiunque può contare le firme.
    Che cosa si pubblica: una chiave casuale, la firma cieca del sindacato su di essa, la versione che firmo. Nessun nome, account o sede, né il giorno in cui firmo; quello della pubblicazione è pubblico.
    Che cosa si conserva di me: che il mio posto nell’elenco iscritti ha ricevuto gettoni in questo turno; la chiave pubblica della mia carta e un codice (hash) di ogni valore nascosto che è stato firmato. Senza la mia carta o il mio file di gettoni, da questo nessuno può capire in seguito quale firma è la mia. Ma se hanno firmato quasi tutti quelli che hanno ricevuto gettoni, si sa quasi chi ha firmato. Se la banca dati del sindacato è PostgreSQL, il suo registro mostra per giorni chi è venuto e quando. Fino alla chiusura dell’elenco delle firme, la mia carta mostra se ho firmato; un file di gettoni, finché esiste.
    Per quanto tempo: posso ritirare la firma fino alla chiusura dell’elenco, 30 giorni dopo la fine delle firme. Allora il sindacato distrugge la chiave che potrebbe trovare la mia firma con la mia carta; più tardi solo per una controversia. Le copie pubblicate non si possono richiamare. Si firma per { $signing } mesi al massimo; più a lungo solo se lo decidono due persone del team.
    Responsabile: { $controller }
    Domande: { $contact }
    Destinatari: tutti; { $recipients }
    Base giuridica: GDPR, 6(1)(a) e 9(2)(a).{ $legal_basis ->
        [none] {""}
       *[other] {" "}{ $legal_basis }
    }
    Firmare è volontario. Posso presentare reclamo a un’autorità di protezione dei dati.
demand-by-page = Si firma sulla pagina del sindacato: senza una carta o un file di gettoni, da ciò che esso e Discord conservano non risulta, dopo qualche giorno, di chi è una firma. Il sindacato registra chi ha ricevuto gettoni: se quasi tutti loro hanno firmato, si sa quasi chi ha firmato.
demand-may-sign-page = Chi può firmare: chi ha ricevuto i gettoni sulla pagina mentre era nell’elenco iscritti.
demand-count-rule-page = Le firme si pubblicano senza nomi, più d’una alla volta fino alla chiusura.
demand-text-changed-page = **Il testo è cambiato il { $day }.** Una firma data prima vale per il testo com’era: firma di nuovo sulla pagina per sostenere questo.
demand-verified-roster-left-page = Chi firma: persone che erano nell’elenco iscritti del sindacato quando hanno ricevuto i gettoni; ognuna conta una volta, anche se poi ne è uscita.
demand-sign-page = Questa rivendicazione si firma sulla pagina del sindacato, senza Discord. Qui non è cambiato nulla. Con la carta che il tuo browser ha creato con il codice del sindacato, lì firmi, vedi che la tua firma è contata e puoi ritirarla.
refusal-signed-on-page = Questa rivendicazione si firma sulla pagina del sindacato, senza Discord. Qui non è cambiato nulla. Con la carta che il tuo browser ha creato con il codice del sindacato, lì firmi, vedi che la tua firma è contata e puoi ritirarla.
button-sign-page = Apri la pagina per firmare
button-signing-page = Apri la pagina delle firme
