### Co pojawia się na kanale o umowach: zmiany, podsumowania i jak idzie obserwacja.

## Wpisy

post-about = { $name }, { $title }
post-total =
    { $source ->
        [decp] Cała umowa, bez VAT: **{ $amount }**
       *[other] Łącznie zakontraktowano: **{ $amount }**
    }
post-own-ceiling = Limit: **{ $ceiling }** na wszystkie zamówienia, a nie wydane pieniądze
post-ordered =
    { $count ->
        [none] Zakontraktowano w zamówieniach: **{ $amount }**
        [one] Zakontraktowano w jedynym zamówieniu: **{ $amount }**
        [few] Zakontraktowano w { $count } zamówieniach: **{ $amount }**
       *[many] Zakontraktowano w { $count } zamówieniach: **{ $amount }**
    }
post-options = Ze wszystkimi opcjami: do { $amount }
post-until =
    { $kind ->
        [vehicle] Zamówienia do { $until }
       *[other] Do { $until }
    }
post-parent-ceiling =
    { $ceiling ->
        [none] W ramach umowy ramowej { $parent }
       *[other] Umowa ramowa { $parent }: do { $ceiling } na wszystkie zamówienia, a nie wydane pieniądze
    }
post-totals-read = Sumy i daty z odczytu { $date }
post-correction = Prosimy cytować sprostowaną wartość.

## Wiele zmian w jednym odczycie

changes-title =
    { $count ->
        [one] Zmieniona umowa: 1
        [few] Zmienione umowy: { $count }
       *[many] Zmienione umowy: { $count }
    }
changes-mixed-title = Nowe lub zmienione: { $count }
changes-why = Największe zmiany:
changes-more =
    { $count ->
        [one] i jeszcze 1: naciśnij przycisk.
        [few] i jeszcze { $count }: naciśnij przycisk.
       *[many] i jeszcze { $count }: naciśnij przycisk.
    }
changes-all-title = Wszystkie zmiany z tego wpisu
changes-gone = Szczegóły tego wpisu nie są już przechowywane. `/nowości ostatnie` ma ostatnie zmiany.
button-all-changes = Wszystkie zmiany

## Podsumowanie pierwszego pełnego odczytu

digest-title = Od teraz obserwujemy „{ $name }”
digest-found =
    { $contracts ->
        [0] {""}
        [one] 1 zamówienie lub umowa
        [few] zamówienia i umowy: { $contracts }
       *[many] zamówienia i umowy: { $contracts }
    }{ $vehicles ->
        [0] {""}
        [one] { $contracts ->
            [0] {""}
           *[any] ,{" "}
        }1 umowa ramowa
        [few] { $contracts ->
            [0] {""}
           *[any] ,{" "}
        }umowy ramowe: { $vehicles }
       *[many] { $contracts ->
            [0] {""}
           *[any] ,{" "}
        }umowy ramowe: { $vehicles }
    }
digest-others =
    { $kind ->
        [notice] { $count ->
            [one] 1 ogłoszenie
            [few] { $count } ogłoszenia
           *[many] { $count } ogłoszeń
        }
        [article] { $count ->
            [one] 1 artykuł w kanale RSS
            [few] { $count } artykuły w kanale RSS
           *[many] { $count } artykułów w kanale RSS
        }
       *[page] { $count ->
            [one] 1 strona, zachowana w dzisiejszej postaci
            [few] { $count } strony, zachowane w dzisiejszej postaci
           *[many] { $count } stron, zachowanych w dzisiejszej postaci
        }
    }
digest-nothing = W danych nie ma jeszcze nic. Bot napisze tutaj, gdy tylko coś się pojawi.
digest-obligated =
    { $source ->
        [decp] Całe umowy, bez VAT: **{ $amount }**
       *[other] Dotąd zakontraktowano: **{ $amount }**
    }
digest-ceiling = do { $ceiling }
digest-ceilings = Limit to maksimum, a nie wydane pieniądze.
digest-more =
    { $count ->
        [one] i jeszcze 1: `/umowy lista`
        [few] i jeszcze { $count }: `/umowy lista`
       *[many] i jeszcze { $count }: `/umowy lista`
    }
digest-more-pairs = oraz inni zamawiający lub wykonawcy
digest-more-currencies =
    { $count ->
        [one] oraz kwoty w 1 innej walucie
        [few] oraz kwoty w { $count } innych walutach
       *[many] oraz kwoty w { $count } innych walutach
    }
digest-unread =
    { $count ->
        [one] Jeszcze 1 nie dało się odczytać; pojawi się w `/umowy lista`, gdy tylko będzie można.
        [few] Jeszcze { $count } nie dało się odczytać; pojawią się w `/umowy lista`, gdy tylko będzie można.
       *[many] Jeszcze { $count } nie dało się odczytać; pojawią się w `/umowy lista`, gdy tylko będzie można.
    }
digest-unknown =
    { $known ->
        [none] Dane nie podają kwoty.
       *[some] { $count ->
            [one] w tym 1 bez kwoty
            [few] w tym { $count } bez kwoty
           *[many] w tym { $count } bez kwoty
        }
    }
digest-next = Od teraz zmiany będą ogłaszane tutaj.
button-contracts = Wszystkie umowy

## Obserwacje, które zawodzą, znów działają, i wiersz tygodnia

failing-title = „{ $name }” nie daje się odczytać w całości
failing-count =
    { $count ->
        [one] Ostatni odczyt tej obserwacji nie był pełny.
        [few] Ostatnie { $count } odczyty tej obserwacji nie były pełne.
       *[many] Ostatnich { $count } odczytów tej obserwacji nie było pełnych.
    }
failing-last =
    { $moment ->
        [none] Nie było jeszcze pełnego odczytu.
       *[other] Ostatni pełny odczyt: { $moment }.
    }
failing-next = Następny odczyt: { $moment }. Nie trzeba nic robić, chyba że to potrwa dłużej: wtedy powiedz osobie, która prowadzi bota. Tutaj pojawi się wiadomość, gdy znów zadziała.
working-title = „{ $name }” znów daje się odczytać
working-read = Ostatni pełny odczyt: { $moment }.
working-next = To, co źródło pokazywało w międzyczasie, a czego już nie pokazuje, przepadło; cała reszta pojawia się jak zwykle.
working-now-failing = Od tego czasu znów nie udał się odczyt; `/nowości stan` pokazuje, dlaczego.
stale-title = Nic nowego ze źródła „{ $name }”
stale-since =
    Ostatnia nowość: { $since }. { $longest ->
        [0] Tak długiej ciszy jeszcze nie było.
        [one] Dotąd cisza nie trwała dłużej niż dzień lub dwa.
        [few] Dotąd cisza nie trwała dłużej niż { $longest } dni.
       *[many] Dotąd cisza nie trwała dłużej niż { $longest } dni.
    }
stale-next = Bot odczytuje je w całości. Może źródło przestało publikować albo publikuje gdzie indziej: prosimy zajrzeć tam samodzielnie. Tutaj pojawi się wiadomość, gdy przyjdzie coś nowego.
stale-over-title = Znów nowości ze źródła „{ $name }”
stale-over-next = Ostatni pełny odczyt znalazł coś nowego. Nie trzeba nic robić.
less-title = Dużo mniej ze źródła „{ $name }”
less-numbers = Znalezione wcześniej: { $before }. Znalezione teraz: { $now }, w dwóch pełnych odczytach z rzędu.
less-next = To, co odczytano wcześniej, zostaje. Prosimy porównać ze źródłem. Jeśli się zgadza, wstrzymaj obserwację i ją wznów: wtedy liczy się nowa liczba. Tutaj pojawi się wiadomość, gdy źródło znów pokaże więcej.
less-over-title = Źródło „{ $name }” znów pokazuje więcej
less-over-next = Ostatni pełny odczyt znalazł co najmniej połowę tego, co wcześniej. Nie trzeba nic robić.
restyled-title =
    { $source } publikuje teraz inaczej: { $count ->
        [one] jedną umowę
        [few] { $count } umowy
       *[many] { $count } umów
    }
restyled-what =
    { $what ->
        [amounts] Kwoty są teraz podawane inaczej. Nie ogłoszono z tego powodu żadnej zmiany. Prosimy porównać jedną ze źródłem.
        [days] Daty są teraz podawane inaczej; żadna kwota się nie zmieniła. Nie ogłoszono z tego powodu żadnej zmiany.
       *[nothing] Nie zmieniły się żadne kwoty ani daty. Nie ogłoszono z tego powodu żadnej zmiany.
    }
unsteady-title = Wartości z { $source } ciągle się zmieniają
unsteady-what =
    Od { $since } ({ $count ->
        [one] jedna umowa
        [few] { $count } umowy
       *[many] { $count } umów
    }) źródło pokazuje raz po raz inne { $what ->
        [amounts] kwoty
        [days] daty
       *[nothing] nazwy lub numery
    }. Bot nie może wiedzieć, które są właściwe, i nie publikuje żadnych. Prosimy zajrzeć do samego źródła.
unsteady-next = Wartości, co do których dwa pełne odczyty z rzędu są zgodne, są zapisywane i publikowane. Nowe umowy i aneksy są nadal publikowane. `/nowości stan` pokazuje to, dopóki trwa.
restyled-examples = Na przykład:
restyled-id = oznaczenie „{ $old }” to teraz „{ $new }”
restyled-vehicle = umowa ramowa „{ $old }” to teraz „{ $new }”
restyled-name = wykonawca „{ $old }” to teraz „{ $new }”
restyled-supplier = wykonawca „{ $old }” to teraz „{ $new }”
restyled-buyer = zamawiający „{ $old }” to teraz „{ $new }”
restyled-title-text = tytuł „{ $old }” to teraz „{ $new }”
restyled-action-id = oznaczenie aneksu „{ $old }” to teraz „{ $new }”
restyled-number = aneks „{ $old }” to teraz „{ $new }”
restyled-description = opis „{ $old }” to teraz „{ $new }”
restyled-amount = kwota { $old } to teraz { $new }
restyled-total = suma { $old } to teraz { $new }
restyled-ceiling = limit { $old } to teraz { $new }
restyled-date = aneks z { $old } ma teraz datę { $new }
restyled-end = koniec { $old }, teraz { $new }
restyled-status = stan „{ $old }” to teraz „{ $new }”
weekly-title = Obserwujemy dalej
weekly-watching =
    { $contracts ->
        [0] Jeszcze nic w danych
        [one] 1 pozycja
        [few] { $contracts } pozycje
       *[many] { $contracts } pozycji
    }, { $watches ->
        [one] 1 obserwacja
        [few] { $watches } obserwacje
       *[many] { $watches } obserwacji
    }.
weekly-none = Żadna obserwacja nie jest aktywna.
weekly-read =
    { $watches ->
        [one] Ostatni pełny odczyt: { $moment }.
        [few] Ostatnie pełne odczyty: { $moment } lub później.
       *[many] Ostatnie pełne odczyty: { $moment } lub później.
    }
weekly-unread =
    { $count ->
        [one] Jedna obserwacja nie miała jeszcze pełnego odczytu.
        [few] { $count } obserwacje nie miały jeszcze pełnego odczytu.
       *[many] { $count } obserwacji nie miało jeszcze pełnego odczytu.
    }
weekly-paused =
    { $count ->
        [one] Jedna obserwacja jest wstrzymana.
        [few] { $count } obserwacje są wstrzymane.
       *[many] { $count } obserwacji jest wstrzymanych.
    }
weekly-failing = **Odczyt niepełny:** może brakować zmian. `/nowości stan` pokazuje, dlaczego.
weekly-failing-watch =
    { $moment ->
        [none] { $name }: jeszcze bez pełnego odczytu
       *[other] { $name }: ostatni pełny odczyt { $moment }
    }
weekly-failing-more =
    { $count ->
        [one] i jeszcze jedna obserwacja
        [few] i jeszcze { $count } obserwacje
       *[many] i jeszcze { $count } obserwacji
    }
weekly-changes =
    { $count ->
        [0] { $read ->
            [none] Nie wiadomo, czy od { $since } coś się zmieniło: od tego czasu żadna obserwacja nie miała pełnego odczytu.
            [some] Bez zmian od { $since } w tym, co dało się odczytać.
           *[all] Bez zmian od { $since }.
        }
        [one] Nowości dla jednej pozycji od { $since }: pokazuje je `/nowości ostatnie`.
        [few] Nowości dla { $count } pozycji od { $since }: pokazuje je `/nowości ostatnie`.
       *[many] Nowości dla { $count } pozycji od { $since }: pokazuje je `/nowości ostatnie`.
    }
