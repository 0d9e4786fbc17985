### /nowości ostatnie i stan.

updates-title = Ostatnie zmiany
updates-none = Nie ma jeszcze zmian, odkąd obserwujemy. `/nowości stan` pokazuje, kiedy znów sprawdzimy.
updates-more-changes =
    { $count ->
        [one] i jeszcze 1 zmiana
        [few] i jeszcze { $count } zmiany
       *[many] i jeszcze { $count } zmian
    }

button-status = Stan obserwacji
status-title = Stan obserwacji
status-watch-nearly = Obserwujemy od { $moment }, choć niektórych umów nie dało się jeszcze odczytać: każdy odczyt próbuje znowu.
status-watch-complete =
    { $source ->
        [page] Ostatni pełny odczyt: { $moment }.
        [feed] Ostatni pełny odczyt: { $moment }. { $matched ->
            [0] Nic nie pasowało.
            [one] Pasował jeden artykuł.
            [few] Pasowały { $matched } artykuły.
           *[many] Pasowało { $matched } artykułów.
        }
       *[other] Ostatni pełny odczyt: { $moment }. { $matched ->
            [0] Nic nie pasowało.
            [one] Pasowała jedna umowa.
            [few] Pasowały { $matched } umowy.
           *[many] Pasowało { $matched } umów.
        }
    }
status-watch-new = Jeszcze bez pełnego odczytu. Pierwszy pełny odczyt da jedno podsumowanie; potem zmiany są nowościami.
status-watch-fault =
    { $failures ->
        [one] Ostatni odczyt nie był pełny.
        [few] Ostatnie { $failures } odczyty nie były pełne.
       *[many] Ostatnich { $failures } odczytów nie było pełnych.
    }
status-watch-held =
    { $count ->
        [one] Jedna umowa pokazuje zmianę, która może wynikać tylko z tego, jak publikuje źródło.
        [few] { $count } umowy pokazują zmiany, które mogą wynikać tylko z tego, jak publikuje źródło.
       *[many] { $count } umów pokazuje zmiany, które mogą wynikać tylko z tego, jak publikuje źródło.
    } Wstrzymane do następnego pełnego odczytu.
status-watch-unsteady = **Wartości ciągle się zmieniają** od { $since }; umowy: { $count ->
        [one] jedna
        [few] { $count }
       *[many] { $count }
    }. Nic z tego nie jest publikowane, dopóki dwa pełne odczyty z rzędu się nie zgodzą. Prosimy zajrzeć do źródła.
status-untold = Nieopublikowane: nie ma na to kanału.
status-watch-stale = **Nic nowego od { $since }**, dłużej niż kiedykolwiek. Prosimy zajrzeć do źródła.
status-watch-less = **Dużo mniej niż wcześniej:** teraz { $now }, wcześniej { $before }. Prosimy porównać ze źródłem.
status-watch-next = Następny odczyt: { $moment }
status-watch-due = Następny odczyt: teraz

status-not-stored =
    { $why ->
        [full] **Nie można niczego zapisać: dysk komputera jest pełny.** Podpisy i ustawienia są odrzucane i nic nowego się nie pojawia, dopóki nie będzie miejsca. Powiedz osobie, która prowadzi bota; potem działa dalej sam.
        [read-only] **Nie można niczego zapisać: bot nie może pisać na swoim dysku.** Podpisy i ustawienia są odrzucane i nic nowego się nie pojawia, dopóki nie będzie mógł. Powiedz osobie, która prowadzi bota; potem działa dalej sam.
        [locked] **Nie można niczego zapisać: inny program blokuje bazę danych bota.** Podpisy i ustawienia są odrzucane i nic nowego się nie pojawia, dopóki jej nie zwolni. Powiedz osobie, która prowadzi bota; potem działa dalej sam.
        [silent] **Nie można niczego zapisać: folder kluczy nie odpowiada.** Podpisy i ustawienia są odrzucane i nic nowego się nie pojawia, dopóki nie odpowie. Powiedz osobie, która prowadzi bota; potem działa dalej sam.
       *[broken] **Nie można niczego zapisać: dysk komputera zgłasza błędy.** Podpisy i ustawienia są odrzucane i nic nowego się nie pojawia, dopóki nie zadziała. Powiedz szybko osobie, która prowadzi bota.
    }

status-clock-wrong = **Zegar komputera wskazuje zły czas.** Dopóki tak jest, żadna liczba podpisów nie jest publikowana i żaden postulat się nie zamyka. Powiedz osobie, która prowadzi bota.

status-demand-gone = **Nikt nie może podpisać „{ $demand }”:** wymagana rola została usunięta. Dopuść inną rolę przez `/organise do:demand widen`.
status-demand-few = **Nowe podpisy pod „{ $demand }” nie są liczone:** może go podpisać mniej niż { $least } osób. Nadaj rolę większej liczbie osób albo dopuść inną rolę przez `/organise do:demand widen`.
status-posts = Wpisy
status-channel = Zmiany pojawiają się na { $channel }.
status-no-channel = Nie wybrano kanału, więc nic się nie pojawia. Zespół kampanii wybiera go przez `/organise do:settings channel`.
status-pending =
    { $count ->
        [one] Jeden wpis czeka, od { $oldest }.
        [few] { $count } wpisy czekają, najstarszy od { $oldest }.
       *[many] { $count } wpisów czeka, najstarszy od { $oldest }.
    }
status-none-held = Nic nie czeka na publikację.
status-uncertain =
    { $count ->
        [one] Jeden wpis mógł dotrzeć albo nie, a bot nie może tego ustalić: nie może czytać historii kanału albo jego bazę danych przywrócono z kopii. Bot sam go nie opublikuje drugi raz. Zajrzyj na kanał: jeśli wpisu brak, zespół kampanii publikuje go tu ponownie; jeśli jest, zaznacza to tutaj.
        [few] { $count } wpisy mogły dotrzeć albo nie, a bot nie może tego ustalić: nie może czytać historii kanału albo jego bazę danych przywrócono z kopii. Bot sam ich nie opublikuje drugi raz. Zajrzyj na kanał: jeśli ich brak, zespół kampanii publikuje je tu ponownie; jeśli są, zaznacza to tutaj.
       *[many] { $count } wpisów mogło dotrzeć albo nie, a bot nie może tego ustalić: nie może czytać historii kanału albo jego bazę danych przywrócono z kopii. Bot sam ich nie opublikuje drugi raz. Zajrzyj na kanał: jeśli ich brak, zespół kampanii publikuje je tu ponownie; jeśli są, zaznacza to tutaj.
    }
button-post-again = Opublikuj ponownie
status-posting-again =
    { $count ->
        [0] Nie ma już nic niepewnego. `/nowości stan` pokazuje, co czeka.
        [one] Za chwilę pojawi się ponownie.
        [few] { $count } wpisy za chwilę pojawią się ponownie.
       *[many] { $count } wpisów za chwilę pojawi się ponownie.
    }
button-posts-seen = Są tam
status-posts-seen =
    { $count ->
        [0] Nie ma już nic niepewnego. `/nowości stan` pokazuje, co czeka.
        [one] Zapisano: wpis jest i nie pojawi się ponownie.
        [few] Zapisano: wszystkie { $count } wpisy są i nie pojawią się ponownie.
       *[many] Zapisano: wszystkie wpisy ({ $count }) są i nie pojawią się ponownie.
    }

channel-fault-forbidden = Bot nie może tam publikować. Osoba zarządzająca serwerem musi pozwolić mu widzieć kanał i wysyłać tam wiadomości; to, co czeka, pojawi się wtedy samo.
channel-fault-missing = Tego kanału już nie ma. Zespół kampanii wybiera inny przez `/organise do:settings channel`; to, co czeka, pojawi się wtedy tam.
