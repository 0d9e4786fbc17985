### Co się dzieje z danymi ludzi.

## /prywatność informacja

privacy-title = Co się dzieje z twoimi danymi
privacy-stored = **Gdy podpisujesz**, ten bot przechowuje: postulat, wersję jego tekstu i zgody, dzień, twój zakład, jeśli go wskażesz, i tajny kod zamiast twojego nazwiska. Nie przechowuje nazwiska, konta Discord ani godziny.
privacy-code = **Tylko tajny klucz**, trzymany osobno, prowadzi od tego kodu do ciebie. Gdy zostanie zniszczony, dane, także w kopiach zapasowych, nie prowadzą już do nikogo, o ile nie została żadna kopia klucza.
privacy-shown = **Bot nie pokazuje nikomu, kto podpisał**, zespołowi kampanii też nie. Liczba jest publikowana dla kilku zmian naraz.
privacy-public = **To, co jest publikowane tutaj, jest też publicznie dostępne w internecie:** liczba podpisów, także według zakładów, nigdy to, kto podpisał.
privacy-discord = **Discord (USA) widzi, co naciskasz i co odpowiada bot**, a sąd może mu nakazać wydanie tych danych.
privacy-withdraw = **Podpis możesz wycofać, dopóki klucz nie zostanie zniszczony:** przyciskiem przy postulacie albo przez `/postulaty wycofaj`. Od tej chwili podpisu nie ma; liczba zmieni się później. Opuszczenie serwera go nie wycofuje.
privacy-yours = **Kopia:** `/prywatność kopia`, gotowa po dniu. **Usunięcie:** `/prywatność usuń`, na wszystkich serwerach tego bota. Jedno i drugie działa też w wiadomościach prywatnych z botem.
privacy-unreachable = Jeśli nie możesz skorzystać z bota, napisz na adres podany niżej.
privacy-unreachable-elsewhere = Jeśli nie możesz skorzystać z bota, napisz do związku, który prosił o twój podpis.
privacy-server = Co mówi zespół kampanii tego serwera
privacy-of-controller = **Kto odpowiada za dane:** { $text }
privacy-of-contact = **Kogo pytać:** { $text }
privacy-of-legal-basis = **Podstawa prawna:** twoja wyraźna zgoda, w UE RODO, art. 6(1)(a) i 9(2)(a). { $text }
privacy-of-recipients = **Kto je otrzymuje:** { $text }
privacy-of-nobody = Zespół kampanii nie podał jeszcze, kto odpowiada za dane, jak długo są przechowywane i kto je otrzymuje. Do tego czasu nie można tu podpisać żadnego postulatu.
privacy-of-missing = Jeszcze brakuje: { $fields }. Dopóki tego nie ma, nie można tu otworzyć nowego postulatu.

## Za przyciskiem „Więcej o twoich danych”

button-privacy-more = Więcej o twoich danych
privacy-more-link = **Jeśli twoje konto połączono kodem**, bot przechowuje, w postaci tajnych kodów, informację, że należy ono do osoby z listy członkowskiej związku.
privacy-more-organiser = **Jeśli jesteś w zespole kampanii**, twoje działania są zapisywane, z zaszyfrowanym kontem. Gdy usuniesz swoje dane, 30 dni później usuwana jest też informacja, kto działał.
privacy-more-withdrawn = **Jeśli wycofasz podpis**, obok kluczy zostaje tajny kod, aż zostaną zniszczone, żeby przywrócona kopia zapasowa nie przywróciła podpisu. Zostaje też po osobach, które nacisnęły przycisk, choć podpisu nigdy nie złożyły. Jeśli kod przepadnie razem z komputerem, starsza kopia może przywrócić podpis: wtedy wycofaj go ponownie.
privacy-more-asked = **Jeśli poprosisz o kopię**, odnotowuje to tajny kod, najwyżej przez osiem dni.
privacy-more-erased = **Usunięcie** kasuje to, co przechowuje się o tym koncie na wszystkich serwerach tego bota, poza kodem chroniącym przed przywróconą kopią. Kopie zapasowe mogą to zawierać jeszcze kilka tygodni.
privacy-more-removed = **{ $days } dni po usunięciu bota z serwera** kasowane są wszystkie dane tego serwera.
privacy-more-complain = **Możesz złożyć skargę** do organu ochrony danych (Polska: UODO).

## Pola

privacy-field-controller = kto odpowiada za dane
privacy-field-contact = kogo pytać
privacy-field-legal-basis = podstawa prawna
privacy-field-recipients = kto je otrzymuje

## /prywatność kopia

own-data-noted = Zapisano. Od { $moment }, przez { $days } dni, to samo polecenie da ci plik.
own-data-alone = Każda osoba dostaje tę odpowiedź, a jutro plik, niezależnie od tego, co jest przechowywane. Odbierz go, gdy nikt nie patrzy ci przez ramię.
own-data = Twoje dane
own-data-here = Co ten bot przechowuje o tobie na wszystkich swoich serwerach: jeden plik do czytania, jeden dla programów. Tę odpowiedź widzisz tylko ty, ale przeszła przez Discord. Trzymaj pliki tam, gdzie nikt nie zagląda, albo je usuń.
refusal-own-data-under-way = Twoje pliki już się tworzą: przyjdą jako odpowiedź na poprzednie polecenie.
own-data-title = Co ten bot przechowuje o tobie, stan na { $moment }
own-data-signatures =
    { $count ->
        [0] Podpisy: brak.
       *[other] Podpisy: { $count }.
    }
own-data-where = Na „{ $server }”, { $day }, wersja { $version } tekstu.
own-data-damaged = Na „{ $server }”. Reszta tego, co zapisano z tym podpisem, jest uszkodzona i nie da się jej odczytać: napisz na adres z `/prywatność informacja`.
own-data-state-published = Jest w opublikowanej liczbie.
own-data-state-pending = Czeka na następną publikację liczby.
own-data-unit = Zakład: { $unit }
own-data-held = Klucz tego postulatu jest przechowywany dłużej z powodu sporu prawnego, najdłużej do { $day }. Powód: { $reason }
own-data-consent = Na co wyrażono zgodę:
own-data-roster = Na „{ $server }” to konto jest połączone, kodem, który wpisano, z osobą z listy członkowskiej związku. To, z którą, zapisano tylko jako tajny kod. Podpisów sprzed połączenia tego konta tu nie wymieniono.
own-data-card = Na „{ $server }” klucz publiczny karty tej osoby do strony związku: { $key }
own-data-card-code = Na „{ $server }” na tę osobę czeka kod do utworzenia karty na stronie związku. Jest przechowywany jako tajny kod.
own-data-issued = Na „{ $server }” wydano tej osobie żetony w turze { $number }, rozpoczętej { $day }. Przechowuje się kod (skrót) każdej ukrytej wartości, którą podpisano.
own-data-card-withheld = Na „{ $server }” z tą osobą było wcześniej połączone inne konto. Czy ma ona kartę lub żetony do strony związku, tutaj nie podano: zapytaj osobę kontaktową z `/prywatność informacja`.
own-data-former-link = Na „{ $server }” wcześniejsze połączenie tego konta skończyło się { $day }: jego miejsce zajęło inne konto albo masz inny numer członkowski. Tego, co wtedy podpisano, tu nie wymieniono; nadal możesz to wycofać i usunąć.
own-data-acts = Twoje działania w zespole kampanii:
own-data-not-kept =
    W ogóle nie przechowuje się: twojego nazwiska, samego konta Discord, godziny podpisu, miejsca, w którym się podpisuje, ani tego, co czytasz.

    Tylko obok kluczy, dla każdej osoby, która wycofuje podpis, czy go złożyła, czy nie, i dla każdej, która podpis usuwa: tajny kod, żeby przywrócona kopia zapasowa nie przywróciła podpisu. Bez bazy danych nic nie mówi i jest niszczony z kluczem postulatu.

    Przechowywane, choć nie twoje: opublikowane liczby oraz działania osób z zespołu kampanii, które usunęły swoje dane.

    Do chwili odebrania tego pliku zapisane było, że o niego proszono.

## /prywatność usuń

erase-title = Usuń dane tego konta
erase-what = To wycofuje wszystkie podpisy tego konta, na każdym serwerze tego bota, także pod postulatami zamkniętymi lub przekazanymi. Zdejmuje to konto z list członkowskich, z którymi jest połączone: kod drugi raz nie zadziała. Usuwa twoją prośbę o kopię, a za 30 dni także informację, kim jesteś, z zapisu działań zespołu kampanii.
erase-not = Tego nie da się cofnąć, ale możesz podpisać ponownie. Liczby zmienią się przy następnej publikacji; to, co przekazano, zostaje tak, jak podano. Role i wiadomości na Discordzie zostają.
erase-page = **Podpisy na stronie związku nie są przez to wycofywane:** wycofaj je tam.
erase-page-kept = Jeśli osoba połączona z tym kontem ma kartę do podpisywania na stronie związku albo dostała żetony, pozostaje to zapisane do czasu, gdy nie trwa tam już żadna tura i zamknięta jest ostatnia lista. Kto ma kartę, może ją usunąć na tej stronie.
button-erase = Usuń moje dane
erased = **To, co baza danych przechowywała o tym koncie, jest usunięte.** Jeśli lista członkowska jakiegoś związku zna cię przez inne konto albo przez nieużyty kod, ten wpis zostaje, razem z tym, co podpisało tamto konto. Jeśli jesteś w zespole kampanii, informacja, kim jesteś, zostaje w zapisie jego działań przez 30 dni od teraz i od twojego ostatniego działania. Tam, gdzie był twój podpis, obok klucza postulatu zostaje tajny kod, żeby przywrócona kopia zapasowa go nie przywróciła; jest niszczony z kluczem. Tam, gdzie opublikowana liczba obejmowała twój podpis, poprawi ją następna publikacja. Kopie zapasowe mogą jeszcze kilka tygodni zawierać to, co było; bez kluczy nikomu się nie przydadzą.
