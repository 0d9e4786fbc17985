### Listy umów i jedna umowa ze wszystkim, co o niej wiadomo.

## /umowy lista i szukaj

contracts-title = Umowy
contracts-title-kind =
    { $kind ->
        [order] Zamówienia
        [vehicle] Umowy ramowe
        [notice] Ogłoszenia
        [article] Artykuły
        [page] Obserwowane strony
       *[contract] Umowy samodzielne
    }
contracts-found = Umowy pasujące do „{ $words }”
contracts-none = Nie znamy tu jeszcze żadnej umowy. Następny odczyt może potrwać kilka godzin; `/nowości stan` pokazuje, kiedy będzie.
contracts-none-of-kind = Nie znamy tu niczego tego rodzaju. `/umowy lista` bez wyboru pokaże wszystko.
contracts-no-watch = Nie ma jeszcze obserwacji: zespół kampanii dodaje ją przez `/organise do:watch add`.
contracts-not-found = Nic nie pasuje do „{ $words }”. Spróbuj numeru umowy, części nazwy albo kwoty, na przykład 4 816 782,50.
line-obligated =
    { $source ->
        [decp] { $amount } za całą umowę, bez VAT
       *[other] zakontraktowano { $amount }
    }
line-ceiling = limit { $amount }, maksimum
line-until = do { $date }
line-changed = ostatnia zmiana: { $date }
line-parties =
    { $supplier ->
        [none] { $buyer }
       *[other] { $buyer } → { $supplier }
    }
line-notice = podana kwota: { $amount }
line-published = z dnia { $date }
line-planned = planowany
line-source = { $source }, odczyt z { $date }

## /umowy pokaż

contract-buyer =
    { $kind ->
        [notice] Zamawiający
        [article] Opublikowane przez
       *[other] Zamawiający
    }
contract-unit = Jednostka
contract-funder = Finansuje
contract-supplier =
    { $kind ->
        [notice] Wymieniony wykonawca
       *[other] Wykonawca
    }
contract-buyer-parent = Zamawiający należy do
contract-supplier-parent = Wykonawca należy do
contract-uei = UEI { $uei }
contract-obligated =
    { $source ->
        [decp] Za całą umowę, bez VAT
       *[other] Dotąd zakontraktowano
    }
contract-exercised = Z opcjami, z których dotąd skorzystano
contract-options = Ze wszystkimi opcjami, najwyżej
contract-ceiling = Limit wszystkich zamówień, a nie wydane pieniądze
contract-parent-ceiling = Limit umowy ramowej, a nie wydane pieniądze
contract-ordered = Zakontraktowano w zamówieniach
contract-paid = Wypłacono
contract-signed = Data podpisania
contract-start = Początek
contract-end =
    { $kind ->
        [vehicle] Ostatni dzień zamówień
       *[other] Koniec
    }
contract-potential-end = Koniec, jeśli wykorzysta się każdą opcję
contract-missing =
    { $withdrawn ->
        [yes] Na pytanie o ten numer źródło od { $date } odpowiada, że nie ma takiej umowy. To, co podawało wcześniej, jest tutaj i zostało zachowane jako dowód.
       *[no] Źródło nie zna tej umowy od { $date }. Takie luki trwają często kilka dni. To, co podawało wcześniej, jest tutaj.
    }
contract-unmatched = Wyszukiwanie obserwacji nie znajduje tego od { $date }. Źródło nadal to ma i nadal to śledzimy.
contract-planned = Planowany: zamiar zamawiającego. To nie umowa, a pieniędzy jeszcze nie zakontraktowano.
contract-partial = Odczytano tylko część aneksów: to, co widać, nie jest sumą.
contract-removed = Strony nie ma już pod jej adresem. Tu jest jej ostatnia treść.
contract-moved = Adres strony prowadzi teraz gdzie indziej (na { $host }). Tu jest ostatnia treść strony.
contract-not-matched = Śledzimy ją tylko dlatego, że do obserwacji pasują zamówienia złożone w jej ramach.
contract-family = Umowa ramowa i zamówienia, nigdy niesumowane
family-vehicle =
    { $ceiling ->
        [none] Umowa ramowa { $number }
       *[other] Umowa ramowa { $number }: do { $ceiling } na wszystkie zamówienia, a nie wydane pieniądze
    }
family-this =
    { $kind ->
        [order] To zamówienie: { $shown }
        [vehicle] Ta umowa ramowa: { $shown }
       *[contract] Ta umowa: { $shown }
    }
family-ordered =
    { $count ->
        [none] Jej zamówienia: zakontraktowano { $amount }
        [one] Jej jedyne zamówienie: zakontraktowano { $amount }
        [few] Jej { $count } zamówienia: zakontraktowano { $amount }
       *[many] Jej { $count } zamówień: zakontraktowano { $amount }
    }
family-known =
    { $count ->
        [0] Nie znamy tu żadnego z jej zamówień
        [one] Znamy tu jedno z jej zamówień:
        [few] Znamy tu { $count } jej zamówienia:
       *[many] Znamy tu { $count } jej zamówień:
    }
family-others =
    { $count ->
        [0] Nie znamy tu innych zamówień z tej umowy
        [one] Znamy tu jeszcze jedno zamówienie z tej umowy:
        [few] Znamy tu jeszcze { $count } zamówienia z tej umowy:
       *[many] Znamy tu jeszcze { $count } zamówień z tej umowy:
    }
contract-orders-more =
    { $count ->
        [one] i jeszcze jedno: zobacz `/umowy szukaj { $number }`
        [few] i jeszcze { $count }: zobacz `/umowy szukaj { $number }`
       *[many] i jeszcze { $count }: zobacz `/umowy szukaj { $number }`
    }
contract-code-naics = Branża (NAICS)
contract-code-psc = Towar lub usługa (PSC)
contract-code-cpv = Co się kupuje (CPV)
contract-code-notice-type = Rodzaj ogłoszenia
contract-code-procedure = Procedura
contract-code-nature = Charakter
contract-code-award-procedure = Tryb udzielenia zamówienia
contract-code-linked-notice = Należy do ogłoszenia
contract-code-planned-notice = Planowane w ogłoszeniu
notice-type-pin-only = zapowiedź planowanego zakupu
notice-type-cn-standard = ogłoszenie o zamówieniu
notice-type-cn-social = ogłoszenie o zamówieniu, usługi społeczne i inne szczególne usługi
notice-type-cn-desg = ogłoszenie o konkursie
notice-type-can-standard = udzielenie zamówienia
notice-type-can-social = udzielenie zamówienia, usługi społeczne i inne szczególne usługi
notice-type-can-desg = wyniki konkursu
notice-type-can-modif = zmiana trwającej umowy
notice-type-veat = ogłoszenie przed udzieleniem zamówienia z wolnej ręki
notice-type-corr = sprostowanie ogłoszenia
notice-type-appel-offre = ogłoszenie o zamówieniu
notice-type-attribution = udzielenie zamówienia
notice-type-rectificatif = sprostowanie ogłoszenia
notice-type-annulation = unieważnione postępowanie
notice-type-modification = zmiana trwającej umowy
notice-type-intention-conclure = ogłoszenie przed udzieleniem zamówienia z wolnej ręki
contract-status = Stan
status-words =
    { $status ->
        [planned] planowany
        [pending] oczekuje, jeszcze bez podpisu
        [active] obowiązuje
        [cancelled] unieważnienie
        [terminated] rozwiązanie przed czasem
        [closed] zamknięcie
        [removed] strony już nie ma
        [moved] adres prowadzi gdzie indziej
       *[other] { $status }
    }
kind-words =
    { $kind ->
        [order] Zamówienie: instytucja kupuje, tu w ramach umowy ramowej.
        [vehicle] Umowa ramowa: warunki i limit przyszłych zamówień. Pieniądze kontraktuje się tylko w zamówieniach.
        [notice] Ogłoszenie: informuje o planie, przetargu lub udzieleniu zamówienia, bez kontraktowania pieniędzy.
        [article] Artykuł: cytujemy, nie ręczymy.
        [page] Obserwowana strona: cytujemy, nie ręczymy.
       *[contract] Umowa samodzielna: w danych nie ma nad nią umowy ramowej.
    }
contract-also =
    { $count ->
        [one] Ta sama umowa w innym źródle, rozpoznana po oznaczeniu, które podają oba:
        [few] Ta sama umowa w innych źródłach, rozpoznana po wspólnych oznaczeniach:
       *[many] Ta sama umowa w innych źródłach, rozpoznana po wspólnych oznaczeniach:
    }
contract-published = Data
contract-history = Historia, od najnowszego
contract-history-none = Źródło nie podaje żadnego aneksu.
contract-action =
    { $named ->
        [base] Wersja pierwotna
        [yes] { $number }
       *[no] bez numeru
    }
contract-action-undated = bez daty
contract-action-amount =
    { $sign ->
        [plus] +{ $amount }
        [minus] −{ $amount }, odjęto
        [zero] bez pieniędzy
       *[none] nie podano kwoty
    }
contract-revised = Sprostowanie: do { $until } w danych było { $old }.
contract-action-code =
    { $reason ->
        [none] kod { $code }
       *[other] { $reason } (kod { $code })
    }
effect-ceiling = Przy tym widać – Limit: { $old } → { $new }
effect-end = Przy tym widać – { the-end }: { $old } → { $new }
effect-supplier = Przy tym widać – Wykonawca: { $old } → { $new }
contract-subcontracts =
    { $source ->
        [usaspending] Widać tylko zgłoszone podumowy. Wiele zgłasza się późno, a poniżej 30 000 dolarów nie ma obowiązku zgłaszania.
        [decp] Widać tylko zgłoszone podumowy: część pracy mogą robić też inni.
       *[other] Podwykonawców tu nie widać: część pracy mogą robić inni.
    }

## Co otwierają przyciski umowy

button-more = Więcej
button-first-seen = Jak przy pierwszym odczycie
button-figures = Liczby w czasie
button-text = Tekst

figures-title = Liczby w czasie: { contract-name }
figures-why = Z odczytów bota, bo źródło nie przechowuje historii tych liczb. Każda pozycja to odczyt z nowymi liczbami.
figures-none = Nie odczytano żadnych liczb.
figures-ordered = Zakontraktowano we wszystkich zamówieniach
figures-before = { $value } (wcześniej: { $old })

first-seen-title = Jak przy pierwszym odczycie: { contract-name }
first-seen-date = Pierwszy odczyt: { $date }. Mogło to być publiczne wcześniej.
first-seen-answers =
    { $count ->
        [0] Nie zachowano żadnej ówczesnej odpowiedzi źródła.
        [one] Zachowano tak, jak wtedy odczytano:
        [few] Zachowano tak, jak wtedy odczytano:
       *[many] Zachowano tak, jak wtedy odczytano:
    }
first-seen-answer = { $source }, { $moment }, bajty: { $size }
first-seen-part = Odczytano na liście kilku umów: tyle było tam o tej.
first-seen-none = Odpowiedź źródła, że nie ma takiej umowy.
first-seen-hash = SHA-256
first-seen-attached = w załączniku { $name }
first-seen-too-large = Za duże na załącznik; jest w dowodach, które eksportuje zespół kampanii.
first-seen-more =
    { $count ->
        [one] i jeszcze jedna odpowiedź, w dowodach, które eksportuje zespół kampanii
        [few] i jeszcze { $count } odpowiedzi, w dowodach, które eksportuje zespół kampanii
       *[many] i jeszcze { $count } odpowiedzi, w dowodach, które eksportuje zespół kampanii
    }
first-seen-why = Plik, którego SHA-256 jest taki jak wyżej, to bajt w bajt to, co zachowano.

text-title = Tekst: { contract-name }
text-read = { $source }, odczyt z { $date }. To słowa tego, kto go opublikował.
text-part = Część { $part } z { $total }
text-none = Nie zachowano jego tekstu.

## Co się nie udało

refusal-search-too-short = Wpisz co najmniej jedną literę lub cyfrę tego, czego szukasz.
