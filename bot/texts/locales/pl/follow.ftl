gathered-why = Od { $since }, największe najpierw:
digest-next-day = Od teraz zmiany pojawiają się tu raz dziennie.
digest-next-week = Od teraz zmiany pojawiają się tu raz w tygodniu.
status-gathered =
    { $count ->
        [one] 1 nowość czeka na następne podsumowanie: { $moment }.
        [few] { $count } nowości czekają na następne podsumowanie: { $moment }.
       *[many] { $count } nowości czeka na następne podsumowanie: { $moment }.
    }
