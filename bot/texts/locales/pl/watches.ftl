refusal-contract-unknown = Żadna obserwacja tego serwera nie śledzi tej umowy. Wybierz z listy: `/umowy lista`.

fault-unreachable = Źródło było nieosiągalne albo nie odpowiedziało na czas. Bot próbuje dalej.
fault-timeout = Źródło było nieosiągalne albo nie odpowiedziało na czas. Bot próbuje dalej.
fault-busy = Źródło jest przeciążone. Bot próbuje dalej.
fault-server-error = Źródło odpowiedziało własnym błędem. Bot próbuje dalej.
fault-refused =
    { $source ->
        [page] Serwis nie pozwala botowi czytać tej strony. Bot próbuje dalej; jeśli to trwa, a strona otwiera się w przeglądarce, serwis nie wpuszcza programów: usuń obserwację i wybierz inną stronę.
        [feed] Serwis nie pozwala botowi czytać tego kanału. Bot próbuje dalej; jeśli to trwa, a kanał otwiera się w przeglądarce, serwis nie wpuszcza programów: usuń obserwację i wybierz inny kanał.
       *[other] Źródło odrzuciło zapytanie. Jeśli to trwa, usuń obserwację i dodaj ją innymi słowami.
    }
fault-bad-answer = Źródło odpowiedziało czymś nieczytelnym. Bot próbuje dalej; jeśli to trwa, powiedz osobie, która go prowadzi.
fault-pages-missing = Źródło urwało swoją listę: strony brakuje, powtarza się albo nie zgadza się z sumą. Niczego się nie pomija: bot czyta tę samą część jeszcze raz, aż będzie cała. Jeśli to trwa, powiedz osobie, która prowadzi bota.
fault-filter-ignored = Źródło nie uwzględniło całego zapytania, więc jego odpowiedzi nie użyto. Jeśli to trwa, powiedz osobie, która prowadzi bota.
fault-too-many = Pasuje ponad 1000 umów. Usuń obserwację i dodaj węższą.
fault-gone = Źródło nie zna już tego adresu. Jeśli podał go wasz zespół, znajdź go w przeglądarce, usuń obserwację i dodaj ją z obecnym adresem. Jeśli nie, powiedz osobie, która prowadzi bota.
fault-too-big = Odpowiedź jest dłuższa, niż bot czyta. Jeśli to trwa, usuń obserwację i dodaj węższą albo z innym adresem.
fault-too-complex = Odpowiedź jest zbyt złożona, więc bot przestał ją czytać. Niczego nie zmieniono. Jeśli to trwa, usuń obserwację i wybierz inny adres.
fault-no-host = Pod tym adresem nie ma publicznej strony. Sprawdź pisownię, usuń obserwację i dodaj ją z właściwym adresem.
fault-not-public = Ten adres prowadzi do sieci prywatnej, a bot czyta tylko adresy publiczne. Usuń obserwację i dodaj ją z adresem publicznym.
fault-not-loopback = W pokazie bot czyta tylko tę maszynę: USAspending, który odgrywa tu program, i adresy na 127.0.0.1.
fault-moved = Adres prowadzi teraz do innego serwisu, dokąd bot sam nie idzie. Otwórz go w przeglądarce, usuń obserwację i dodaj ją z adresem, pod który trafisz. Jeśli adresu nigdy nie podano, powiedz osobie, która prowadzi bota.
fault-not-allowed = Serwis prosi programy, by nie czytały tej strony, i bot tego przestrzega. Usuń obserwację i wybierz inną stronę.
fault-left-out = Ten kanał ma ponad 200 pozycji i nie wszystkie mają datę: bot czyta 200 i nie może wiedzieć, czy wśród reszty są nowsze. Jeśli jest krótszy kanał albo taki z datami, usuń obserwację i dodaj ją z tamtym adresem.
fault-resting = Źródło zawiodło kilka razy z rzędu, więc bot na jakiś czas daje mu spokój. Sam spróbuje ponownie.
fault-partly = Niektórych umów nie dało się odczytać. Pozostałe są obserwowane jak zwykle, a bot próbuje tych przy każdym odczycie. Jeśli to trwa, powiedz osobie, która go prowadzi.
fault-internal = Coś poszło nie tak w samym bocie. Próbuje dalej; osoba, która go prowadzi, znajdzie szczegóły w dzienniku technicznym.
