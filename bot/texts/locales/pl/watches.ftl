refusal-contract-unknown = Żadna obserwacja tego serwera nie śledzi tej umowy. Wybierz z listy: `/umowy lista`.

fault-unreachable = Źródło było nieosiągalne albo nie odpowiedziało na czas. Bot próbuje dalej.
fault-timeout = Źródło było nieosiągalne albo nie odpowiedziało na czas. Bot próbuje dalej.
fault-busy = Źródło jest przeciążone. Bot próbuje dalej.
fault-server-error = Źródło odpowiedziało błędem po swojej stronie. Bot próbuje dalej.
fault-refused =
    { $source ->
        [page] Serwis nie pozwala botowi czytać tej strony. Bot próbuje dalej; jeśli to potrwa dłużej, a strona otwiera się w przeglądarce, serwis nie wpuszcza programów: usuń obserwację i wybierz inną stronę.
        [feed] Serwis nie pozwala botowi czytać tego kanału RSS. Bot próbuje dalej; jeśli to potrwa dłużej, a kanał otwiera się w przeglądarce, serwis nie wpuszcza programów: usuń obserwację i wybierz inny kanał RSS.
       *[other] Źródło odrzuca to wyszukiwanie. Jeśli to potrwa dłużej, zmień obserwację: `/organise do:watch edit`.
    }
fault-bad-answer = Odpowiedź źródła jest nieczytelna. Bot próbuje dalej; jeśli to potrwa dłużej, powiedz osobie, która go prowadzi.
fault-pages-missing = Lista źródła jest niepełna: jakiejś strony brakuje, powtarza się albo nie zgadza się z sumą. Niczego się nie pomija: bot czyta tę samą część jeszcze raz, aż będzie kompletna. Jeśli to potrwa dłużej, powiedz osobie, która prowadzi bota.
fault-filter-ignored = Źródło pominęło część wyszukiwania, więc jego odpowiedzi nie użyto. Jeśli to potrwa dłużej, powiedz osobie, która prowadzi bota.
fault-too-many = Pasuje ponad 1000 umów. Zawęź obserwację: `/organise do:watch edit`.
fault-gone = Źródło nie zna już tego adresu. Jeśli podał go wasz zespół, sprawdź go w przeglądarce, a potem podaj w obserwacji nowy adres: `/organise do:watch edit`. Jeśli nie, powiedz osobie, która prowadzi bota.
fault-too-big = Odpowiedź jest dłuższa, niż bot może odczytać. Jeśli to potrwa dłużej, zawęź obserwację albo podaj inny adres: `/organise do:watch edit`.
fault-too-complex = Odpowiedź jest zbyt złożona, więc bot przestał ją czytać. Niczego nie zmieniono. Jeśli to potrwa dłużej, usuń obserwację i wybierz inny adres.
fault-allowance = Dzisiejsze odpowiedzi tego źródła zajmują całe miejsce, które jedna obserwacja lub wszystkie obserwacje serwera mogą zająć w ciągu dnia. Odczyt zostanie wznowiony jutro. Jeśli to potrwa dłużej, zawęź obserwację: `/organise do:watch edit`.
fault-no-host = Pod tym adresem nie ma publicznej strony. Sprawdź, jak jest zapisany, i popraw go: `/organise do:watch edit`.
fault-not-public = Ten adres prowadzi do sieci prywatnej, a bot czyta tylko adresy publiczne. Podaj w obserwacji adres publiczny: `/organise do:watch edit`.
fault-not-loopback = W pokazie bot czyta tylko to, co udaje program na tym komputerze: żadnego źródła w internecie.
fault-moved = Adres prowadzi teraz do innego serwisu, za którym bot nie podąża. Otwórz go w przeglądarce, a potem podaj w obserwacji adres, pod który trafisz: `/organise do:watch edit`. Jeśli adresu nigdy nie podano, powiedz osobie, która prowadzi bota.
fault-not-allowed = Serwis prosi programy, by nie czytały tej strony, i bot tego przestrzega. Usuń obserwację i wybierz inną stronę.
fault-left-out = Ten kanał RSS ma ponad 200 pozycji i nie wszystkie mają datę: bot czyta 200 i nie może wiedzieć, czy wśród reszty są nowsze. Jeśli jest krótszy kanał albo taki z datami, podaj w obserwacji jego adres: `/organise do:watch edit`.
fault-resting = Źródło zawiodło kilka razy z rzędu, więc bot na jakiś czas daje mu spokój. Sam spróbuje ponownie.
fault-partly = Niektórych umów nie dało się odczytać. Pozostałe są obserwowane jak zwykle, a te bot próbuje odczytać za każdym razem. Jeśli to potrwa dłużej, powiedz osobie, która go prowadzi.
fault-internal = Coś poszło nie tak w samym bocie. Próbuje dalej; osoba, która go prowadzi, znajdzie szczegóły w dzienniku.
