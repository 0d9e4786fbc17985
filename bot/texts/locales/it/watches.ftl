refusal-contract-unknown = Nessun monitoraggio di questo server segue questo contratto. Scegline uno dall’elenco: `/contratti elenco`.

fault-unreachable = La fonte non era raggiungibile, o non ha risposto in tempo. Il bot continua a provare.
fault-timeout = La fonte non era raggiungibile, o non ha risposto in tempo. Il bot continua a provare.
fault-busy = La fonte è sovraccarica. Il bot continua a provare.
fault-server-error = La fonte ha risposto con un errore suo. Il bot continua a provare.
fault-refused =
    { $source ->
        [page] Il sito non permette al bot di leggere questa pagina. Il bot continua a provare; se continua e la pagina si apre in un browser, il sito tiene fuori i programmi: togli il monitoraggio e scegli un’altra pagina.
        [feed] Il sito non permette al bot di leggere questo feed. Il bot continua a provare; se continua e il feed si apre in un browser, il sito tiene fuori i programmi: togli il monitoraggio e scegli un altro feed.
       *[other] La fonte rifiuta questa ricerca. Se continua, cambia il monitoraggio: `/organise do:watch edit`.
    }
fault-bad-answer = La risposta della fonte è illeggibile. Il bot continua a provare; se continua, avvisa chi lo gestisce.
fault-pages-missing = L’elenco della fonte è incompleto: una pagina manca, si ripete o non torna con il totale. Non si salta nulla: il bot legge di nuovo la stessa parte finché non è completa. Se continua, avvisa chi gestisce il bot.
fault-filter-ignored = La fonte ha ignorato una parte della ricerca, quindi la sua risposta non è stata usata. Se continua, avvisa chi gestisce il bot.
fault-too-many = Corrispondono più di 1.000 contratti. Restringi il monitoraggio: `/organise do:watch edit`.
fault-gone = La fonte non conosce più questo indirizzo. Se l’ha dato il tuo team, cercalo in un browser, poi metti l’indirizzo nuovo nel monitoraggio: `/organise do:watch edit`. Se no, avvisa chi gestisce il bot.
fault-too-big = La risposta è più lunga di quanto il bot possa leggere. Se continua, restringi il monitoraggio o cambiane l’indirizzo: `/organise do:watch edit`.
fault-too-complex = La risposta è troppo complessa, quindi il bot ha smesso di leggerla. Non è cambiato nulla. Se continua, togli il monitoraggio e scegli un altro indirizzo.
fault-allowance = Le risposte di oggi di questa fonte occupano tutto lo spazio che un monitoraggio, o tutti quelli di un server, possono usare in un giorno. La lettura riprende domani. Se continua, restringi il monitoraggio: `/organise do:watch edit`.
fault-no-host = A questo indirizzo non c’è un sito web pubblico. Controlla com’è scritto e correggilo: `/organise do:watch edit`.
fault-not-public = Questo indirizzo porta in una rete privata, e il bot legge solo indirizzi pubblici. Metti nel monitoraggio un indirizzo pubblico: `/organise do:watch edit`.
fault-not-loopback = Nella dimostrazione il bot legge solo ciò che un programma su questo computer simula: nessuna fonte su internet.
fault-moved = L’indirizzo ora porta a un altro sito, che il bot non segue. Aprilo in un browser, poi metti nel monitoraggio l’indirizzo a cui arrivi: `/organise do:watch edit`. Se il tuo team non ha mai dato un indirizzo, avvisa chi gestisce il bot.
fault-not-allowed = Il sito chiede ai programmi di non leggere questa pagina, e il bot lo rispetta. Togli il monitoraggio e scegli un’altra pagina.
fault-left-out = Questo feed ha più di 200 voci, e non tutte hanno una data: il bot ne legge 200 e non può sapere se fra le altre ce ne sono di più nuove. Se c’è un feed più corto, o con le date, metti quell’indirizzo nel monitoraggio: `/organise do:watch edit`.
fault-resting = La fonte non ha funzionato più volte di fila, quindi il bot la lascia stare per un po’. Riprova da solo.
fault-partly = Alcuni contratti non si sono potuti leggere. Gli altri sono monitorati come sempre, e il bot riprova questi a ogni lettura. Se continua, avvisa chi lo gestisce.
fault-internal = Qualcosa è andato storto nel bot stesso. Continua a provare; chi lo gestisce trova i dettagli nel registro tecnico.
