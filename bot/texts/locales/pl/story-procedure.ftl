### Postępowanie, z którego wynika umowa: plan, ogłoszenie, udzielenie zamówienia i umowa.

story-procedure = Postępowanie
story-procedure-line = To samo postępowanie: { $stages }
story-procedure-stage =
    { $stage ->
        [plan] planowany zakup
        [tender] ogłoszenie o zamówieniu
        [award] udzielenie zamówienia
        [contract] umowa
        [cancelled] unieważnienie
       *[other] ogłoszenie
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    }
story-procedure-entry =
    { $date ->
        [none] nie podano dnia
       *[other] { $date }
    }: { $stage }, { $number }{ $supplier ->
        [none] { "" }
       *[other] , { $supplier }
    }
story-procedure-this = ten wpis
story-procedure-missing = od { $date } nie ma go w źródle
story-procedure-more =
    { $count ->
        [one] Nie pokazano jeszcze jednego wpisu.
        [few] Liczba niepokazanych wpisów: { $count }.
        [many] Liczba niepokazanych wpisów: { $count }.
       *[other] Liczba niepokazanych wpisów: { $count }.
    }
story-procedure-proof = To źródło łączy te wpisy: mają ten sam numer postępowania lub przetargu (w zamówieniu także numer jego umowy ramowej) albo jeden podaje numer drugiego. Jest tu tylko to, co znalazły obserwacje tego serwera.
