## Tablica: publiczna strona z tym, co bot zamieścił i opublikował na Discordzie

board-description = Czego domaga się związek, ile osób podpisało i co mówią źródła publiczne.
board-pages = Strony
board-languages = Języki
board-skip = Przejdź do treści
board-turn = Strony listy
board-page-of = { $title }: { $page }
board-menu-demands = Postulaty
board-menu-contracts = Umowy
board-menu-facts = Fakty
board-menu-updates = Nowości
board-menu-verify = Sprawdź liczbę podpisów
board-menu-sign = Podpisz
board-made = Stronę przygotował Tocsin, { $day }.
board-about = O tej tablicy
board-no-demands = Nie ma jeszcze otwartych postulatów.
board-money-title = { $amount } { $source ->
        [decp] za całe umowy
       *[other] zakontraktowano
    }{ $since ->
        [none] {""}
       *[month] {" "}od: { $since }
    }
board-sold = { $word }: { $meaning }.
board-progress = Postęp na drodze do celu
board-latest = Co się ostatnio zmieniło
board-all-updates = Wszystkie nowości
board-all-facts = Wszystkie fakty
board-money = Pieniądze w czasie, jako wykres i tabela
board-all-contracts = Wszystkie umowy
board-column-contract = Umowa
board-column-since = Od
board-column-amount = Kwota
board-column-ceiling = Limit
board-press = Dla prasy
board-press-publisher = Wydawca: { $name }.
board-press-contact = Kontakt: { $contact }
board-press-right = Można napisać:
board-press-wrong = Proszę nie pisać:
board-press-money = { $said }, przedmiot: { $what } ({ $source })
board-press-ceiling = „zapłacono { $amount }”: to górny limit, a nie wydatek
board-press-employees = „Podpisało { $count } pracowników”: nikt nie sprawdził, kto tam pracuje

board-undated = Bez daty
board-feed-count =
    { $count ->
        [one] { $count } podpis: { $title }
        [few] { $count } podpisy: { $title }
       *[many] { $count } podpisów: { $title }
    }

## Postulat

board-demand-text = Podpisywany tekst
board-seen-by =
    { $way ->
        [page] Podpisuje się na stronie związku, bez konta: ani Discord, ani bot nie widzą kliknięcia. Związek zapisuje, kto dostał żetony.
        [paper] Podpisuje się na papierze: bot nie przechowuje nazwisk, a Discord żadnego nie widzi.
       *[discord] Discord widzi, kto naciska „Podpisz”. Bot nikomu nie pokazuje, kto podpisał.
    }
board-publications = Wszystkie opublikowane liczby podpisów
board-publications-caption = Od najnowszej. Zachowaj wiersz kontrolny: dzięki niemu każdy może później sprawdzić, że niczego wcześniejszego nie zmieniono.
board-column-number = Nr
board-column-day = Dzień
board-column-count = Podpisy
board-column-reason = Powód publikacji
board-column-head = Wiersz kontrolny
board-reason-batch = czekało dość zmian
board-reason-late = minęło dość czasu
board-reason-opening = postulat został otwarty
board-reason-amended = tekst się zmienił
board-reason-closing = postulat został zamknięty
board-reason-ended = lista podpisów jest zamknięta: nic więcej nie nastąpi
board-reason-invalidated =
    { $invalidated ->
        [one] usunięto jeden podpis jako nieważny
        [few] usunięto { $invalidated } podpisy jako nieważne
       *[many] usunięto { $invalidated } podpisów jako nieważne
    }
board-reason-restored = pierwsza po przywróceniu kopii zapasowej: część wcześniejszych przepadła
board-head = Zachowaj ten wiersz kontrolny, żeby później sprawdzić, że niczego wcześniejszego nie zmieniono:
board-head-how = Jak go porównać
board-sign = Podpisz na stronie związku
board-verify-link = Sprawdź tę liczbę
board-ledger-file = Rejestr do pobrania
board-embed = Pokaż tę liczbę na własnej stronie
board-embed-how = Wklej ten wiersz na swojej stronie. Obraz zawsze pokazuje ostatnio opublikowaną liczbę, także słowami dla czytników ekranu; nie zawiera skryptu i nie zapisuje plików cookie.
board-embed-seen = Serwer tej tablicy widzi adres sieciowy każdej osoby, która otwiera twoją stronę, tak jak twój własny serwer.
board-version = Wersja { $number } z { $day }

## Umowa

board-first-seen = Jak przy pierwszym odczycie
board-earlier-actions = wcześniejsze: { $count }

## O tablicy

board-about-text =
    Ta tablica pokazuje to, co bot opublikował na serwerze Discord związku, „{ $server }”: postulaty z liczbą podpisów, umowy publiczne, fakty ze źródłami. Nie mówi, kto podpisał.

    Podana liczba to liczba podpisów w chwili publikacji. Obok jest napisane, jak sprawdzono osoby podpisujące.
board-compare-title = Czy wszystkim pokazano to samo? Trzy kroki
board-compare-steps =
    1. Zachowaj wiersz kontrolny: jest pod liczbą podpisów, tutaj albo na kanale ogłoszeń związku na Discordzie, i kończy się 32 znakami, w grupach po cztery.
    2. Później otwórz *Sprawdź liczbę podpisów*, wybierz postulat i wklej zachowany wiersz.
    3. Jeśli wynik mówi, że nic się nie zmieniło, historia do tej publikacji jest taka jak wtedy. Porównaj swój wiersz z wierszem kogoś z pracy: jeśli przy tym samym numerze są różne, istnieją dwie historie i związek musi to wyjaśnić.
board-not-shown-title = Czego nikt tu nie zobaczy
board-not-shown =
    - Kto podpisał. Tak ma być.
    - Czy za każdym podpisem stoi jakaś osoba. To zależy od tego, jak sprawdzono osoby podpisujące i kto za to ręczy.
    - Ile osób podpisało na Discordzie, a ile wycofało tam podpis między dwiema publikacjami. W przypadku strony związku pokazują to wiersze, bez nazwisk.
    - Czy czegoś nie pominięto, zanim zaczęła się historia, i czy zegar komputera, na którym działa bot, chodził dobrze: wszystkie dni są według niego.
    - Czy ten serwis pokazuje wszystkim to samo. Widać to po porównaniu wierszy kontrolnych.
board-data-title = Dane
board-data-board = Postulaty ze wszystkimi liczbami podpisów, fakty i słowa, jako JSON
board-data-schema = Co znaczą pola plików JSON: schemat JSON
board-data-counts = Wszystkie opublikowane liczby podpisów, jako CSV
board-data-contracts = Umowy, jako CSV
board-data-actions = Aneksy do umów, jako CSV
board-data-feed = To samo jako kanał JSON
board-data-atom = To, co jest zamieszczane, jako kanał Atom do subskrypcji
board-data-columns = Co znaczą kolumny plików CSV, po angielsku
board-data-nested = Umowy z aneksami, jako JSON
board-key = Rejestry podpisano cyfrowo kluczem { $key }. Porównaj go z tym, który związek opublikował gdzie indziej.
board-script = Skrypt strony podpisów ma skrót `{ $hash }`. W kodzie źródłowym strony ten sam skrót jest przy `script-src`: przeglądarka nie wykonuje żadnego innego skryptu. Porównaj go ze stroną innego związku albo z tą, którą zawiera Tocsin, w tej samej wersji.

## Sprawdzanie rejestru

board-verify-what = Twoja przeglądarka przelicza od nowa każdą liczbę podpisów pod postulatem i nikogo o nic nie pyta. Potrzebuje rejestru; z kluczem związku i zachowanym wierszem kontrolnym sprawdzenie mówi więcej.
board-verify-noscript = Ta strona wymaga skryptów. Bez nich użyj `verify.py` z tej tablicy albo `tocsin verify`.
board-verify-ledger = Postulat
board-verify-everything = Wszystko: wszystkie rejestry i dane tej tablicy
board-verify-file = Albo pliki z twojego urządzenia: rejestr lub kilka plików tablicy razem z jej manifest.json i manifest.sig
board-verify-key = Klucz związku albo jego odcisk, jeśli go masz
board-verify-head = Zachowany wiersz kontrolny, jeśli go masz
board-verify-row = Własny wiersz lub jego klucz, jeśli go zachowano
board-verify-receipt = Plik z pokwitowaniami ze strony do podpisywania
board-verify-button = Sprawdź
board-verify-own-title = Jeśli nie ufasz tej stronie
board-verify-own = Ta strona pochodzi z serwisu, który sprawdza. Nieuczciwy serwis mógłby umieścić tu stronę, która zawsze mówi „tak”. Użyj więc własnej: zapisz tę stronę z innej tablicy albo weź `verify.html` z dokumentów Tocsin, otwórz ją z dysku i tam wybierz pliki. Nie potrzebuje sieci i niczego nie wysyła.
board-check-verdict-good = Wszystko, co sprawdzono, się zgadza.
board-check-verdict-wrong = Coś się nie zgadza.
board-check-counts = Publikacje tworzą jeden łańcuch: { $publications }; ostatnia liczba podpisów: { $count }.
board-check-key = Rejestr podpisano kluczem, który podano.
board-check-head = Do publikacji { $number } włącznie nic się nie zmieniło, odkąd zachowano wiersz kontrolny.
board-check-restored = Przed publikacją { $number } brakuje innych: według niej przepadły przy przywracaniu kopii zapasowej. Nikt nie może stwierdzić, czy to prawda, czy ktoś je usunął.
board-check-clock = Publikacja { $number } ma wcześniejszą datę niż poprzednia: cofnięto zegar komputera.
board-check-compare-key = Rejestr podpisano kluczem { $key }. Porównaj go z tym, który opublikował związek.
board-check-no-ed25519 = Ta przeglądarka nie umie sprawdzać podpisów cyfrowych (Ed25519). Wszystko inne sprawdzono.
board-check-signature = Podpis cyfrowy jest nieprawidłowy: coś zmieniono po podpisaniu.
board-check-other-key = Rejestr podpisano innym kluczem niż podany: { $key }.
board-check-head-unread = Nie da się odczytać wiersza kontrolnego: skopiuj jeszcze raz cały wiersz.
board-check-head-other = Publikacja { $number } nie jest tą, z której jest zachowany wiersz: to inna historia.
board-check-head-absent = Nie ma tu publikacji { $number }, z której jest zachowany wiersz: usunięto ją albo przepadła.
board-check-head-changed = Wiersz kontrolny w pliku nie należy do ostatniej publikacji: którąś odcięto albo wiersz zmieniono.
board-check-no-ledger = To nie jest rejestr w postaci, w jakiej zapisuje go Tocsin: to plik innego rodzaju, ucięty albo zmieniony.
board-check-text = Suma kontrolna wersji { $number } tekstu nie pasuje do tekstu.
board-check-no-text = Publikacja { $number }: podpisanego tekstu nie ma w pliku.
board-check-missing = Przed publikacją { $number } jednej brakuje albo jest o jedną za dużo.
board-check-other-demand = Publikacja { $number } dotyczy innego postulatu.
board-check-negative = Publikacja { $number } zawiera liczbę ujemną.
board-check-lost-nothing = Publikacja { $number } podaje, że coś przepadło, ale nie podaje co.
board-check-previous = Publikacja { $number } nie zawiera sumy kontrolnej poprzedniej: coś zmieniono lub usunięto.
board-check-hash = Publikacja { $number }: suma kontrolna nie zgadza się z treścią.
board-check-verdict-part = To, co sprawdzono, się zgadza. Nie sprawdzono wszystkiego: wiersze z kreską mówią, czego brakuje.
board-check-verdict-none = Niczego nie sprawdzono.
board-check-checking = Sprawdzanie…
board-check-choose = Najpierw wybierz plik.
board-check-no-crypto = Ta przeglądarka nie oblicza tu sum kontrolnych. Zapisz tę stronę, otwórz ją z dysku i wybierz plik albo użyj verify.py.
board-check-unreachable = Nie udało się odczytać pliku. Pobierz go i wybierz tutaj.
board-check-ledger = To rejestr postulatu „{ $title }” ({ $demand }).
board-check-files = Pliki niezmienione, jak na podpisanej liście: { $number }. Lista jest z dnia { $day }.
board-check-head-newer = Rejestr kończy się przed publikacją { $number }, z której jest zachowany wiersz: plik jest starszy niż wiersz albo coś usunięto.
board-check-head-demand = Zachowany wiersz kontrolny jest z innego postulatu: { $demand }.
board-check-key-unread = Nie da się odczytać klucza: powinien mieć 64 znaki, a jego odcisk 32. Skopiuj go jeszcze raz.
board-check-too-large = Plik jest większy niż jakikolwiek rejestr i nie został odczytany.
board-check-newer-format = To plik z nowszej wersji Tocsin: użyj jej strony albo programu.
board-check-no-list = Nie ma tu listy plików w postaci, w jakiej zapisuje ją Tocsin (manifest.json i manifest.sig), albo ją zmieniono.
board-check-file-changed = Zmieniono { $name }: plik jest inny niż na podpisanej liście.
board-check-file-missing = Brakuje pliku { $name }.
board-check-file-added = Pliku { $name } nie ma na podpisanej liście: dodano go albo zmieniono mu nazwę.
board-check-other-ledger = { $name } to rejestr innego postulatu: { $demand }.
board-check-other-counts = { $name } nie mówi tego samego co rejestry.
board-check-not-shown = To nie pokazuje, kto podpisał, ani że za każdym podpisem stoi jakaś osoba, ani że innym pokazano to samo.
board-check-after-end = Publikacja { $number } następuje po tej, która zamknęła listę podpisów.
board-check-no-rows = Publikacja { $number } nie ma wierszy, a liczba podpisów jest inna niż w poprzedniej.
board-check-opening = Publikacja { $number }: postulat podpisywany na stronie otwiera się numerem 1, który niczego nie liczy, i tylko raz.
board-check-issuing-key = Publikacja { $number }: jej klucz wydawania nie jest takim, jakie tworzy Tocsin.
board-check-other-issuing-key = Publikacja { $number } ma inny klucz wydawania niż poprzednia.
board-check-page-entry = Publikacja { $number } mówi to, czego nie może mówić żaden postulat podpisywany na stronie: nie zrobił jej Tocsin.
board-check-issued = Publikacja { $number }: liczba podpisów { $count }, wydanych żetonów { $issued } i miejsc na liście członkowskiej { $places } nie zgadzają się ze sobą albo nie są podane w dziesiątkach.
board-check-consent = Suma kontrolna wersji { $number } zgody nie pasuje do zgody.
board-check-rows-missing = Brakuje { $name }: wierszy publikacji { $number }.
board-check-rows-hash = { $name } nie jest plikiem, który podaje publikacja { $number }: jakiś wiersz zmieniono, dodano lub usunięto.
board-check-index-hash = Publikacja { $number }: indeks, który podaje, nie jest indeksem pliku { $name }.
board-check-rows-count = Publikacja { $number } podaje { $count }, a z wierszy wynika { $found }.
board-check-rows-issued = Publikacja { $number }: kluczy z wierszami jest { $found }, a żetonów wydano tylko { $issued }.
board-check-row-form = { $name }, wiersz { $row }: Tocsin tak wierszy nie zapisuje.
board-check-row-twice = { $name }, wiersz { $row }: ma ten sam klucz co wiersz przed nim.
board-check-row-order = { $name }, wiersz { $row }: wiersze nie są w kolejności swoich kluczy.
board-check-row-turn = { $name }, wiersz { $row }: ten klucz opublikował już wiersz z tym lub późniejszym numerem.
board-check-row-version = { $name }, wiersz { $row }: żadna publikacja do tej włącznie nie podaje wersji, którą tu podpisano.
board-check-row-late = { $name }, wiersz { $row }: podpisuje po zamknięciu, gdy nikt nie mógł już podpisać.
board-check-row-token = { $name }, wiersz { $row }: żetonu nie wydano kluczem tego postulatu.
board-check-row-signature = { $name }, wiersz { $row }: podpis nie jest podpisem tego klucza pod tym postulatem i tym, co mówi wiersz.
board-check-rows-more = { $name }: dalszych błędów w wierszach: { $number }.
board-check-rows = Wiersze sprawdzone jeden po drugim: { $number }; kluczy: { $found }. Każdy ma żeton wydany jedynym kluczem postulatu, a razem dają każdą liczbę podpisów.
board-check-rows-unchecked = Wierszy nie sprawdzono. Wybierz ich pliki razem z rejestrem albo umieść je obok: { $name } i tak dalej.
board-check-rounds = Każdy klucz wydawania jest z ogłoszonej tury i otwiera jeden postulat.
board-check-rounds-unchecked = Nie ma pliku rounds.json: nie sprawdzono, czy klucz wydawania ogłoszono.
board-check-rounds-unread = { $name } nie jest listą tur, jaką zapisuje Tocsin, albo jej podpis jest nieważny.
board-check-round = { $name }, tura { $number }: nie następuje po poprzedniej, jej suma kontrolna nie pasuje albo któryś z jej kluczy już wystąpił.
board-check-round-no-key = Klucza wydawania postulatu { $demand } nie ma w żadnej ogłoszonej turze.
board-check-key-twice = { $demand } i { $other } mają ten sam klucz wydawania, a każdy klucz otwiera jeden postulat.
board-check-timestamps-unchecked = Znaczników czasu tu nie sprawdzono. Sprawdź je za pomocą tocsin verify albo, w folderze takim jak { $name }, za pomocą OpenSSL: openssl ts -verify -in 1.tsr -data document.json -CAfile ROOT.pem. ROOT.pem to certyfikat główny, pobrany od samego wystawcy znaczników.
board-check-own = Twój wiersz tam jest, w całości: { $name }, wiersz { $row }.
board-check-own-signed = Ostatni wiersz z twoim kluczem podpisuje wersję { $version }: { $name }, wiersz { $row }.
board-check-own-withdrawn = Ostatni wiersz z twoim kluczem wycofuje podpis: { $name }, wiersz { $row }.
board-check-own-newer = Nowszy wiersz niż twój ma twój klucz: { $name }, wiersz { $row }. Jeśli nie jest od ciebie, ktoś ma twoją kartę albo twoje żetony.
board-check-own-other = { $name }, wiersz { $row }, ma twój klucz i nie jest twoim wierszem. Zachowaj oba i pokaż je innym.
board-check-own-absent = Twojego wiersza nie ma wśród opublikowanych. Niektóre czekają na następną liczbę; po zamknięciu listy podpisów postulatu nie czeka żaden.
board-check-own-unread = Twojego wiersza nie da się odczytać: skopiuj cały wiersz albo jego klucz z 86 znaków.
board-check-not-shown-page = Nie pokazuje też, że lista członkowska jest prawdziwa, że każdy żeton trafił do osoby ze związku, ani że podpisywano na opublikowanej stronie. I żadne sprawdzenie nie wykryje podpisów złożonych przez kogoś, kto ma klucz wydawania, za osoby, które dostały żetony i nie podpisały: aż do liczby wydanych żetonów.
board-check-progress = Sprawdzone wiersze: { $number }…
board-check-other-format = Publikacja { $number } ma inny format niż poprzednia.
board-check-other-box-key = Publikacja { $number } podaje inny klucz urny niż poprzednia.
board-check-places = „{ $demand }”: miejsca na liście członkowskiej przy otwarciu: { $first_places }, teraz: { $places }; wydane żetony wtedy: { $first_issued }, teraz: { $issued }.
board-check-places-fell = Publikacja { $number } podaje miejsca na liście członkowskiej: { $now }, a poprzednia: { $before }. Nigdy ich nie ubywa.
board-check-issued-fell = Publikacja { $number } podaje wydane żetony: { $now }, a poprzednia: { $before }. Nigdy ich nie ubywa.
board-check-figures-changed = Publikacja { $number } podaje inną liczbę miejsc lub wydanych żetonów niż zamknięcie, po którym nikt już nie dostaje żetonu.
board-check-round-fell = Publikacja { $number } postulatu „{ $demand }” ma mniej miejsc lub wydanych żetonów niż wcześniejsza publikacja postulatu „{ $other }” z tej samej rundy { $round }.
board-check-file-odd = { $name } to dowiązanie, potok lub coś podobnego, a nie plik: nie otwarto go.
board-check-archive-odd = { $name }: archiwum jest uszkodzone albo jego spis plików nie zgadza się z zawartością. Każdy program rozpakowałby inne pliki: rozpakuj je i sprawdź folder.
board-check-document-unchecked = { $name } jest za duży i nie został sprawdzony. Obejmuje go podpisany spis plików.
board-check-void = NIEWAŻNA: listę postulatu „{ $demand }” unieważniono { $day }. Jej liczby podpisów niczego nie dowodzą.
board-check-verdict-void = Nieważna: liczby podpisów niczego nie dowodzą, choć niczego nie zmieniono.
board-check-receipt = Urna postulatu „{ $demand }” przyjęła twój wiersz: pokwitowanie jest ważne.
board-check-receipt-waits = Twojego wiersza postulatu „{ $demand }” jeszcze nie opublikowano: czeka. Wszystkie czekające wiersze ukażą się przy zamknięciu postulatu, a późniejsze wycofania przy zamknięciu jego listy.
board-check-receipt-none = W pliku nie ma pokwitowania dla tego, co tu sprawdzono. Zachowaj swój wiersz: lista pokazuje, czy go opublikowano.
board-check-receipt-unread = Pliku z pokwitowaniem nie da się odczytać: użyj go takiego, jakim zapisała go strona do podpisywania.
board-check-receipt-wrong = Pokwitowanie nie pochodzi od urny postulatu „{ $demand }” dla tego wiersza.
board-check-row-struck = Urna przyjęła twój podpis pod postulatem „{ $demand }” albo jego wycofanie, a nie ma go na liście. Ten plik tego dowodzi, chyba że zmieniono zdanie przed publikacją. Pokazuje też, że podpis został złożony.
board-check-not-shown-evidence = To pokazuje, że bot z tym kluczem tak zebrał dowody, a nie że wiernie skopiował źródła: porównaj ze źródłami.
