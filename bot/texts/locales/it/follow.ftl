gathered-why = Dal { $since }, i maggiori per primi:
digest-next-day = D’ora in poi i cambiamenti si pubblicano qui una volta al giorno.
digest-next-week = D’ora in poi i cambiamenti si pubblicano qui una volta alla settimana.
status-gathered =
    { $count ->
        [one] 1 novità aspetta il prossimo riepilogo: { $moment }.
       *[other] { $count } novità aspettano il prossimo riepilogo: { $moment }.
    }
