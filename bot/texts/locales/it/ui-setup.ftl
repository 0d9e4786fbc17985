### Configurazione: che cosa leggono tutti in un canale.

setup-welcome-title = Tocsin è qui
setup-welcome = Monitora contratti pubblici e raccoglie firme senza mostrare a nessuno chi ha firmato. Configurarlo richiede una decina di minuti, anche dal telefono. Puoi fermarti quando vuoi e continuare dopo. Serve qualcuno che possa gestire questo server.
setup-welcome-there = L’hai aggiunto a **{ $server }**. Apri quel server e scrivi `/setup`.
button-setup = Configura
button-setup-server = Apri il server

setup-test-post = **Questa è una prova.** Il bot può scrivere qui. Non è successo altro.
setup-pin-title = Come funziona
setup-pin-news = **Notizie.** Questo bot monitora contratti pubblici. Ciò che è nuovo o cambia si pubblica qui, con la fonte.
setup-pin-sign = **Firmare.** Premi *Firma* sotto una rivendicazione. Il bot non mostra a nessuno chi firma: né al team della campagna né alla direzione. Si pubblicano solo totali.
setup-pin-withdraw = **Ritirare la firma.** Il pulsante sotto la rivendicazione o `/rivendicazioni ritira`. Il bot non lo dice a nessuno.
setup-pin-page = **Sulla pagina del sindacato.** Una rivendicazione che lo indica si firma lì, senza Discord, con la carta che il tuo browser crea con il codice del tuo sindacato. Lì si ritira anche la firma, fino a 30 giorni dopo la fine delle firme.
setup-pin-data = **I tuoi dati.** Titolare: { $controller }. Domande: { $contact }.
setup-pin-ask = **Domande su una rivendicazione?** Chiedi a { $role }.
