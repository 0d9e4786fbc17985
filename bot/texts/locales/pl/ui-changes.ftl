### Zmiana umowy: nagłówki, wiersze wpisu i wspólne słowa.

## Słowa

quoted = „{ $words }”
contract-name =
    { $kind ->
        [order] Zamówienie { $number }
        [vehicle] Umowa ramowa { $number }
        [notice] Ogłoszenie { $number }
        [article] Artykuł na { $site }
        [page] Strona { $number }
       *[contract] Umowa { $number }
    }
the-end =
    { $kind ->
        [vehicle] Ostatni dzień zamówień
       *[other] Koniec
    }
change-by =
    { $named ->
        [base] wersja pierwotna
        [yes] aneks { $number }
       *[no] aneks
    }{ $date ->
        [none] {""}
       *[other] , { $date }
    }{ $reason ->
        [none] {""}
       *[other] : { $reason }
    }
in-brackets =
    { $by ->
        [none] {""}
       *[other] {" "}({ $by })
    }
with-money =
    { $sign ->
        [minus] , o **{ $amount }** mniej
        [plus] , o **{ $amount }** więcej
       *[none] {""}
    }
supplier-now =
    { $new ->
        [none] . W danych nie ma jeszcze innego wykonawcy
       *[other] : { $old } → { $new }
    }
lines-changed =
    { $went ->
        [0] nie usunięto wierszy
        [one] usunięto 1 wiersz
        [few] usunięto { $went } wiersze
       *[many] usunięto { $went } wierszy
    }, { $came ->
        [0] nie dodano żadnego
        [one] dodano 1
        [few] dodano { $came }
       *[many] dodano { $came }
    }

## Nagłówki: „ICE → Capgemini: o 2,7 mln USD więcej”

headline = { $who }: { $what }
headline-new-vehicle =
    nowa umowa ramowa{ $amount ->
        [none] {""}
       *[other] , do { $amount }
    }
headline-new-order =
    nowe zamówienie{ $amount ->
        [none] {""}
       *[other] , { $amount }
    }
headline-new-order-under-vehicle = { headline-new-order }
headline-new-contract =
    nowa umowa{ $amount ->
        [none] {""}
       *[other] , { $amount }
    }
headline-new-notice = nowe ogłoszenie
headline-planned = planowany zakup
headline-new-article = nowy artykuł
headline-new-page = strona jest teraz obserwowana
headline-late =
    { $kind ->
        [order] zamówienie z { $date }, znalezione dopiero teraz
        [vehicle] umowa ramowa z { $date }, znaleziona dopiero teraz
        [notice] ogłoszenie z { $date }, znalezione dopiero teraz
        [article] artykuł z { $date }, znaleziony dopiero teraz
       *[contract] umowa z { $date }, znaleziona dopiero teraz
    }
headline-money-added = o { $amount } więcej
headline-money-removed = o { $amount } mniej
headline-ceiling-raised = limit podniesiony do { $new }
headline-ceiling-lowered = limit obniżony do { $new }
headline-option-exercised =
    skorzystano z opcji{ $sign ->
        [plus] , o { $amount } więcej
        [minus] , o { $amount } mniej
       *[none] {""}
    }
headline-extended = przedłużenie do { $new }
headline-shortened = skrócenie do { $new }
headline-terminated =
    { $code ->
        [E] rozwiązanie z powodu niewykonania
        [F] rozwiązanie z woli zamawiającego
        [X] rozwiązanie z powodu naruszenia warunków
       *[other] rozwiązanie przed czasem
    }
headline-cancelled = unieważnienie
headline-in-force = obowiązuje
headline-closed-out = zamknięcie
headline-scope-changed = dodatkowe prace
headline-supplier-changed = inny wykonawca
headline-supplier-renamed = wykonawca zmienił nazwę
headline-supplier-merged = wykonawca połączył się z inną firmą
headline-novated = przejmuje to inna firma
headline-ends-within-30-days =
    { $kind ->
        [vehicle] ostatnie zamówienia { $new }
       *[other] kończy się { $new }
    }
headline-ends-within-7-days = { headline-ends-within-30-days }
headline-lapsed = minął ostatni zapisany dzień
headline-no-longer-matches = wyszukiwanie już tego nie znajduje
headline-withdrawn = nie ma tego już w źródle
headline-returned =
    { $kind ->
        [page] strona wróciła
       *[other] znów jest w źródle
    }
headline-page-changed = strona zmieniona
headline-page-removed = strona usunięta
headline-page-moved = strona prowadzi teraz gdzie indziej
headline-text-changed = tekst zmieniony
headline-also-listed = w drugim źródle
headline-corrected = sprostowanie
headline-action =
    { $reason ->
        [none] aneks
       *[other] aneks, { $reason }
    }

## Zmiany, po jednym wierszu

change-new-vehicle =
    { $signed ->
        [none] Nowość w danych
       *[other] Podpisano { $signed }
    }{ $ceiling ->
        [none] {""}
       *[other] . Zamówienia łącznie do **{ $ceiling }**: to maksimum, a nie wydane pieniądze
    }
change-new-order =
    { $signed ->
        [none] Nowość w danych
       *[other] Złożono { $signed }
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] : **{ $amount }** za całą umowę, bez VAT
           *[other] : dotąd zakontraktowano **{ $amount }**
        }
    }
change-new-order-under-vehicle =
    { change-new-order } { $parent ->
        [none] (w ramach umowy ramowej, którą tu obserwujemy)
       *[other] (w ramach umowy ramowej { $parent }, którą tu obserwujemy)
    }
change-new-contract =
    { $signed ->
        [none] Nowość w danych
       *[other] Podpisano { $signed }
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] : **{ $amount }** za całą umowę, bez VAT
           *[other] : dotąd zakontraktowano **{ $amount }**
        }
    }
change-new-notice =
    { $signed ->
        [none] Nowość w źródle
       *[other] Z dnia { $signed }
    }{ $amount ->
        [none] {""}
       *[other] . Podana kwota: **{ $amount }**
    }
change-new-article =
    { $signed ->
        [none] Nowość w kanale RSS
       *[other] Z dnia { $signed }
    }
change-new-page = Stronę zachowano w dzisiejszej postaci. Jej zmiany pojawią się tutaj.
change-money-added = **+{ $amount }**{ in-brackets }
change-money-removed = **−{ $amount }**{ in-brackets }
change-ceiling-raised = Limit: { $old } → **{ $new }**{ in-brackets }
change-ceiling-lowered = Limit: { $old } → **{ $new }**{ in-brackets }
change-option-exercised = Skorzystano z opcji{ with-money }{ in-brackets }
change-extended = { the-end }: { $old } → { $new }{ in-brackets }
change-shortened = { the-end }: { $old } → { $new }{ in-brackets }
change-terminated =
    { $by ->
        [none] Źródło podaje teraz, że nastąpiło rozwiązanie.
       *[other] Koniec przed czasem, w całości lub w części{ with-money }{ in-brackets }.
    } { $code ->
        [E] Tym kodem zamawiający mówi, że wykonawca nie zrobił tego, co uzgodniono.
        [F] Tym kodem zamawiający kończy umowę z własnej woli; nie wskazano winy wykonawcy.
        [X] Tym kodem zamawiający mówi, że wykonawca naruszył warunki.
       *[other] Dane nie podają powodu.
    }
change-cancelled =
    { $by ->
        [none] Źródło podaje teraz, że nastąpiło unieważnienie.
       *[other] Unieważniono{ with-money }{ in-brackets }.
    } { $code ->
        [N] Ten kod oznacza unieważnienie prawne; dane nie podają powodu.
       *[other] Dane nie podają powodu.
    }
change-in-force =
    { $old ->
        [pending] Według źródła teraz obowiązuje, już nie oczekuje na podpis
        [cancelled] Według źródła znów obowiązuje; wcześniej było unieważnienie
        [terminated] Według źródła znów obowiązuje; wcześniej było rozwiązanie
        [closed] Według źródła znów obowiązuje; wcześniej było zamknięcie
       *[other] Według źródła teraz obowiązuje
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] : **{ $amount }** za całą umowę, bez VAT
           *[other] : zakontraktowano **{ $amount }**
        }
    }
change-closed-out =
    { $by ->
        [none] Źródło podaje teraz zamknięcie
       *[other] Zamknięcie, czyli administracyjny koniec umowy{ with-money }{ in-brackets }
    }
change-scope-changed = Dodatkowe prace{ in-brackets }
change-supplier-changed = Wykonawca: { $old } → { $new }{ in-brackets }
change-supplier-renamed = Wykonawca zmienił nazwę{ with-money }{ in-brackets }{ supplier-now }
change-supplier-merged = Wykonawca połączył się z inną firmą{ with-money }{ in-brackets }{ supplier-now }
change-novated = Przejmuje to inna firma{ with-money }{ in-brackets }{ supplier-now }
change-ends-within-30-days = { the-end }: { $new }. Przedłużenia w danych nie ma.
change-ends-within-7-days = { change-ends-within-30-days }
change-lapsed = { the-end } według danych: { $new }. Przedłużenia w nich nie ma. Dane mogą przyjść kilka dni później: to jeszcze nie znaczy, że praca ustała.
change-no-longer-matches = Wyszukiwanie tej obserwacji już tego nie znajduje. Źródło nadal to ma i nadal to tu śledzimy. Powodem może być zmiana nazwy lub sprzedaż wykonawcy; samo to tego nie pokazuje.
change-withdrawn =
    { $old ->
        [none] Na pytanie o ten numer źródło odpowiada, że nie ma takiej umowy.
       *[other] Na pytanie o ten numer, w co najmniej siedmiu dniach od { $old }, źródło odpowiada, że nie ma takiej umowy.
    } To, co podawało wcześniej, zachowano jako dowód. Samo to nie pokazuje, dlaczego jej nie ma.
change-returned =
    { $kind ->
        [page] Strona znów jest dostępna.
       *[other] { $old ->
            [none] Źródło znów to ma.
           *[other] Źródło znów to ma; { $old } podano, że zniknęło.
        }
    }
change-page-changed = W tekście: { lines-changed }
change-page-removed = Pod adresem pojawia się teraz informacja, że nie ma takiej strony. Ostatnią odczytaną wersję zachowano: `/umowy pokaż`. To nie pokazuje, kto ją usunął ani dlaczego.
change-page-moved =
    { $inside ->
        [yes] Adres prowadzi teraz do innej strony tego serwisu, z innym tekstem: { $new }.
       *[no] Adres prowadzi teraz do innego serwisu ({ $new }), którego bot nie czyta.
    } Ostatnią odczytaną wersję zachowano: `/umowy pokaż`. To nie pokazuje, kto ją przeniósł, dlaczego ani czy tekst jest gdzie indziej.
change-text-changed = W tekście: { lines-changed }
change-also-listed = Podaje to też drugie źródło: `/umowy pokaż` pokazuje oba.
change-action = Nie widać zmiany kwoty, daty ani limitu{ in-brackets }
change-corrected-both = Sprostowanie: { $new } z { $new_date }, nie { $old } z { $old_date }{ in-brackets }
change-corrected-amount = Sprostowanie: { $new }, nie { $old }{ in-brackets }
change-corrected-date = Sprostowanie: { $new_date }, nie { $old_date }{ in-brackets }
change-corrected-total =
    { $source ->
        [decp] Sprostowanie: { $new } za całą umowę, bez VAT, nie { $old }
       *[other] Sprostowanie: łącznie zakontraktowano { $new }, nie { $old }
    }
change-corrected-currency = Sprostowanie: kwoty to { $new }, nie { $old }

## Wiersze usunięte z tekstu i dodane

passages-went = Usunięto:
passages-came = Dodano:
passages-more =
    { $count ->
        [one] i jeszcze 1 wiersz
        [few] i jeszcze { $count } wiersze
       *[many] i jeszcze { $count } wierszy
    }

## Powody aneksów, według kodu źródła

action-reason-usaspending-a = dodatkowe prace
action-reason-usaspending-b = uzgodnienie w ramach zakresu
action-reason-usaspending-c = tylko finansowanie
action-reason-usaspending-d = polecenie zmiany
action-reason-usaspending-e = rozwiązanie z powodu niewykonania
action-reason-usaspending-f = rozwiązanie z woli zamawiającego
action-reason-usaspending-g = skorzystanie z opcji
action-reason-usaspending-h = warunki tymczasowe stały się ostateczne
action-reason-usaspending-j = umowę przejmuje inna firma
action-reason-usaspending-k = zamknięcie
action-reason-usaspending-l = polecenie zmiany stało się ostateczne
action-reason-usaspending-m = inna czynność administracyjna
action-reason-usaspending-n = unieważnienie prawne
action-reason-usaspending-p = wykonawca połączył się z inną firmą
action-reason-usaspending-r = odnowiono oświadczenia wykonawcy
action-reason-usaspending-s = zmieniono numer umowy
action-reason-usaspending-t = przeniesiono do innej jednostki
action-reason-usaspending-v = wykonawca zmienił nazwę
action-reason-usaspending-w = wykonawca zmienił siedzibę
action-reason-usaspending-x = rozwiązanie z powodu naruszenia warunków
action-reason-usaspending-y = dodano plan podwykonawstwa
