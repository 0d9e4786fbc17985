### Obrazy pieniędzy w czasie: co w nich jest i to samo słowami.

chart-contracts =
    { $kind ->
        [order] { $count ->
            [one] jedno zamówienie
            [few] { $count } zamówienia
           *[many] { $count } zamówień
        }
        [contract] { $count ->
            [one] jedna umowa
            [few] { $count } umowy
           *[many] { $count } umów
        }
       *[both] zamówienia i umowy, razem { $count }
    }
chart-title = { $amount } { $source ->
        [decp] łącznie:
       *[other] zakontraktowano:
    } { chart-contracts }{ $since ->
        [none] {""}
       *[day] {" "}od { $since }
    }{ $under ->
        [none] {""}
        [one] , limit { $ceiling }
       *[several] ; limity do { $ceiling }
    }
chart-subtitle =
    { $source ->
        [decp] Kwota każdej całej umowy bez VAT, z aneksami
       *[other] Zakontraktowane pieniądze według umów, z aneksami
    }
chart-rest = pozostałe: { $count }
chart-ceilings = Limity: maksimum, nigdy niedodawane do kwot
chart-ceiling =
    { $kind ->
        [vehicle] Umowa ramowa { $number }
        [order] Zamówienie { $number }, ze wszystkimi opcjami
       *[contract] Umowa { $number }, ze wszystkimi opcjami
    }: do { $ceiling }{ $committed ->
        [none] {""}
       *[amount] {" "}(dotąd zakontraktowano { $committed })
    }
chart-more-ceilings =
    { $count ->
        [one] 1 niższego limitu nie ma na wykresie.
        [few] { $count } niższych limitów nie ma na wykresie.
       *[many] { $count } niższych limitów nie ma na wykresie.
    }
chart-as-read =
    { $count ->
        [one] Jedna umowa jest na wykresie od dnia pierwszego odczytu: źródło nie podaje dat wszystkich jej kwot.
        [few] { $count } umowy są na wykresie od dnia pierwszego odczytu: źródło nie podaje dat wszystkich ich kwot.
       *[many] { $count } umów jest na wykresie od dnia pierwszego odczytu: źródło nie podaje dat wszystkich ich kwot.
    }
chart-others = Poza wykresem: { $list }; kwot w różnych walutach nigdy nie sumujemy.
chart-in-currency =
    { $count ->
        [one] jedna umowa w { $currency }
        [few] { $count } umowy w { $currency }
       *[many] { $count } umów w { $currency }
    }
chart-unknown =
    { $count ->
        [one] Nie wliczono: jedna umowa, której suma nie jest tu znana.
        [few] Nie wliczono: { $count } umowy, których sumy nie są tu znane.
       *[many] Nie wliczono: { $count } umów, których sumy nie są tu znane.
    }

chart-alt = Wykres kwot w czasie. { $title }.
chart-alt-line = { $number }: { $amount } od { $day }.
chart-alt-steps = { $number }: od { $first } z { $begin } do { $amount } z { $day }.
chart-alt-rest = Pozostałe ({ $count }) razem: { $amount }.

chart-below = Każda umowa, z publiczną stroną i aneksami:
refusal-chart-nothing = Nie ma czego pokazać na wykresie: źródła nie podają sumy żadnej z tych umów. `/umowy lista` pokazuje je wszystkie.
