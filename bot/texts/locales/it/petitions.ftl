### Che cosa significa firmare, e perché qualcosa non si può fare con una rivendicazione.

## Il consenso: fissato con la rivendicazione quando si apre. Testo semplice (i moduli mettono in grassetto ciò
## che sta prima dei due punti).

consent-text =
    Sostengo questa rivendicazione e acconsento esplicitamente a che il sindacato qui sotto lo registri: può rivelare opinioni politiche o l’appartenenza sindacale.
    Scopo: mostrare quante firme, mai di chi.
    Il mio nome: mai mostrato. Si pubblicano solo totali. Discord (USA) vede ogni clic.
    Si conserva: rivendicazione, versione, giorno, la sede se la indico e, invece del nome, un codice che solo una chiave segreta a parte collega a me. Se ritiro: solo un codice.
    Durata: { $months ->
        [0] il sindacato non ha ancora detto quando la chiave sarà distrutta.
        [one] si firma per { $signing } mesi al massimo; la chiave è distrutta un mese dopo, con ritardo massimo di 14 giorni se il bot è attivo. Poi nessuno è identificabile. Più a lungo solo se due del team lo decidono.
       *[other] si firma per { $signing } mesi al massimo; la chiave è distrutta { $months } mesi dopo, con ritardo massimo di 14 giorni se il bot è attivo. Poi nessuno è identificabile. Più a lungo solo se due del team lo decidono.
    }
    Titolare: { $controller }
    Domande: { $contact }
    Destinatari: { $recipients }
    Base giuridica: GDPR, art. 6.1.a e 9.2.a.{ $legal_basis ->
        [none] {""}
       *[other] {" "}{ $legal_basis }
    }
    È volontario. Fino ad allora posso ritirare la firma, averne copia o cancellarla: pulsante, /privacy, contatto. Reclamo: Garante.

## Che cosa si rifiuta ai membri

refusal-no-such-demand = Questa rivendicazione qui non c’è. Non è cambiato nulla. Scegline una dall’elenco.
refusal-demand-not-open = Questa rivendicazione non è ancora aperta. Non è stato firmato nulla. Il team della campagna la annuncerà.
refusal-demand-closed = Questa rivendicazione è chiusa e non accetta più firme. Non è cambiato nulla. Puoi ritirare una firma finché la sua chiave non viene distrutta.
refusal-demand-changed = La rivendicazione o ciò che succede ai tuoi dati nel frattempo sono cambiati, quindi non è stato firmato nulla. Premi di nuovo «Firma» per leggere la versione attuale.
refusal-role-needed = Solo chi ha { $roles } può firmare questa rivendicazione. Non è cambiato nulla. Se fai parte del sindacato, chiedi il ruolo al team della campagna, poi premi di nuovo «Firma».
refusal-member-role-gone = Il ruolo richiesto da questa rivendicazione è stato eliminato da questo server. Non è cambiato nulla. Avvisa il team della campagna: può ammettere alla firma un altro ruolo con `/organise do:demand widen`.
