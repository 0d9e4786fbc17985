gathered-why = Dal { $since }, prima i più importanti:
digest-next-day = D’ora in poi i cambiamenti si pubblicano qui una volta al giorno.
digest-next-week = D’ora in poi i cambiamenti si pubblicano qui una volta alla settimana.
status-gathered =
    { $count ->
        [one] 1 novità aspetta il prossimo riepilogo: { $moment }.
       *[other] { $count } novità aspettano il prossimo riepilogo: { $moment }.
    }
status-thread-refused = **Non si aprono thread:** al bot manca «Crea thread pubblici» in quel canale. I post arrivano comunque. Team della campagna: dategli quel permesso nelle impostazioni del canale, in Permessi.
status-publish-refused = **I post non vengono diffusi ai server che seguono il canale:** il bot non può inviare messaggi lì. Team della campagna: dategli quel permesso nelle impostazioni del canale, in Permessi.
status-unpublished =
    { $count ->
        [one] 1 post aspetta di essere diffuso ai server che seguono il canale: Discord ne accetta 10 all’ora.
       *[other] { $count } post aspettano di essere diffusi ai server che seguono il canale: Discord ne accetta 10 all’ora.
    }
help-roles = Solo alcune notizie? Questi ruoli li prendi o li lasci tu, in *Canali e ruoli* in cima all’elenco dei canali, se lì sono offerti. Il bot non dà ruoli. Chiunque in questo server può vedere chi ne ha uno.
help-role = • { $role }: { $news }
news-contracts = contratti e denaro
news-publications = avvisi, articoli e pagine web
news-demands = rivendicazioni, conteggi e risposte
news-deadlines = ultimi giorni per firmare
