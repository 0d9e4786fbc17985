gathered-why = Od { $since }, od największych:
digest-next-day = Od teraz zmiany pojawiają się tu raz dziennie.
digest-next-week = Od teraz zmiany pojawiają się tu raz w tygodniu.
status-gathered =
    { $count ->
        [one] 1 nowość czeka na następne podsumowanie: { $moment }.
        [few] { $count } nowości czekają na następne podsumowanie: { $moment }.
       *[many] { $count } nowości czeka na następne podsumowanie: { $moment }.
    }
status-thread-refused = **Wątki nie są otwierane:** bot nie ma na tym kanale uprawnienia „Tworzenie publicznych wątków”. Wpisy mimo to się pojawiają. Zespół kampanii: nadajcie mu to uprawnienie w ustawieniach kanału, w zakładce Uprawnienia.
status-publish-refused = **Wpisy nie są rozsyłane na serwery, które śledzą kanał:** bot nie może tam wysyłać wiadomości. Zespół kampanii: nadajcie mu to uprawnienie w ustawieniach kanału, w zakładce Uprawnienia.
status-unpublished =
    { $count ->
        [one] 1 wpis czeka na rozesłanie na serwery, które śledzą kanał: Discord przyjmuje 10 na godzinę.
        [few] { $count } wpisy czekają na rozesłanie na serwery, które śledzą kanał: Discord przyjmuje 10 na godzinę.
       *[many] { $count } wpisów czeka na rozesłanie na serwery, które śledzą kanał: Discord przyjmuje 10 na godzinę.
    }
help-roles = Tylko część wiadomości? Te role możesz samodzielnie wziąć lub zdjąć, w *Kanały i role* na górze listy kanałów, jeśli są tam oferowane. Bot nie nadaje ról. Wszyscy na tym serwerze widzą, kto jakąś ma.
help-role = • { $role }: { $news }
news-contracts = umowy i pieniądze
news-publications = ogłoszenia, artykuły i strony
news-demands = postulaty, liczby podpisów i odpowiedzi
news-deadlines = ostatnie dni na podpis
