refusal-contract-unknown = Nessun monitoraggio di questo server segue questo contratto. Scegline uno dall’elenco: `/contratti elenco`.

fault-unreachable = La fonte non era raggiungibile, o non ha risposto in tempo. Il bot continua a provare.
fault-timeout = La fonte non era raggiungibile, o non ha risposto in tempo. Il bot continua a provare.
fault-busy = La fonte è sovraccarica. Il bot continua a provare.
fault-server-error = La fonte ha risposto con un errore suo. Il bot continua a provare.
fault-refused =
    { $source ->
        [page] Il sito non lascia che il bot legga questa pagina. Il bot continua a provare; se dura e la pagina si apre in un browser, il sito tiene fuori i programmi: togli il monitoraggio e scegli un’altra pagina.
        [feed] Il sito non lascia che il bot legga questo feed. Il bot continua a provare; se dura e il feed si apre in un browser, il sito tiene fuori i programmi: togli il monitoraggio e scegli un altro feed.
       *[other] La fonte ha rifiutato la richiesta. Se dura, togli il monitoraggio e aggiungilo con altre parole.
    }
fault-bad-answer = La fonte ha risposto qualcosa di illeggibile. Il bot continua a provare; se dura, avvisa chi lo gestisce.
fault-pages-missing = La fonte ha interrotto il suo elenco: una pagina manca, si ripete o non torna con il totale. Non si salta nulla: il bot legge di nuovo la stessa parte finché è intera. Se dura, avvisa chi gestisce il bot.
fault-filter-ignored = La fonte non ha tenuto conto di tutta la richiesta, quindi la sua risposta non è stata usata. Se dura, avvisa chi gestisce il bot.
fault-too-many = Corrispondono più di 1.000 contratti. Togli il monitoraggio e aggiungine uno più stretto.
fault-gone = La fonte non conosce più questo indirizzo. Se l’avete dato voi, cercalo in un browser, togli il monitoraggio e aggiungilo con l’indirizzo di adesso. Se no, avvisa chi gestisce il bot.
fault-too-big = La risposta è più lunga di quanto il bot legga. Se dura, togli il monitoraggio e aggiungine uno più stretto, o con un altro indirizzo.
fault-too-complex = La risposta è troppo complessa, quindi il bot ha smesso di leggerla. Non è cambiato nulla. Se dura, togli il monitoraggio e scegli un altro indirizzo.
fault-no-host = A questo indirizzo non c’è un sito web pubblico. Controlla com’è scritto, togli il monitoraggio e aggiungilo con l’indirizzo giusto.
fault-not-public = Questo indirizzo porta in una rete privata, e il bot legge solo indirizzi pubblici. Togli il monitoraggio e aggiungilo con un indirizzo pubblico.
fault-not-loopback = Nella dimostrazione il bot legge solo questa macchina: USAspending, che qui è interpretato da un programma, e indirizzi su 127.0.0.1.
fault-moved = L’indirizzo ora porta a un altro sito, dove il bot non va da solo. Aprilo in un browser, togli il monitoraggio e aggiungilo con l’indirizzo a cui arrivi. Se non avete mai dato un indirizzo, avvisa chi gestisce il bot.
fault-not-allowed = Il sito chiede ai programmi di non leggere questa pagina, e il bot lo rispetta. Togli il monitoraggio e scegli un’altra pagina.
fault-left-out = Questo feed ha più di 200 voci, e non tutte hanno una data: il bot ne legge 200 e non può sapere se fra le altre ce ne sono di più nuove. Se c’è un feed più corto, o con le date, togli il monitoraggio e aggiungilo con quell’indirizzo.
fault-resting = La fonte non ha funzionato più volte di fila, quindi il bot la lascia in pace per un po’. Riprova da solo.
fault-partly = Alcuni contratti non si sono potuti leggere. Gli altri sono monitorati come sempre, e il bot riprova questi a ogni lettura. Se dura, avvisa chi lo gestisce.
fault-internal = Qualcosa è andato storto nel bot stesso. Continua a provare; chi lo gestisce trova i dettagli nel registro tecnico.
