### Postulaty: ich karty, podpisywanie i wycofywanie podpisu.

## Listy i karty

demands-title = Postulaty
demands-none = Nie ma tu jeszcze postulatu do podpisania. Zespół kampanii ogłosi pierwszy.
demands-read = Przeczytaj i podpisz

demand-state-draft = Szkic
demand-state-open = Otwarty do podpisu
demand-state-closed = Zamknięty

demand-count = { $count ->
    [one] **{ $count } podpis**, opublikowano { $day }. { $verified }
    [few] **{ $count } podpisy**, opublikowano { $day }. { $verified }
   *[many] **{ $count } podpisów**, opublikowano { $day }. { $verified }
}
demand-uncounted = Liczby podpisów jeszcze nie opublikowano.
demand-verified-server = Podpisują osoby z tego serwera (tożsamości nie sprawdzano).
demand-verified-role = Podpisują osoby, którym zespół kampanii nadał rolę (bot nie sprawdzał tożsamości).

demand-may-sign = Kto może podpisać: { $who }. Ten krąg można tylko poszerzać, i to publicznie.
may-sign-roles = { $count ->
    [0] każda osoba na tym serwerze
    [one] osoby z rolą { $roles }
    [few] osoby z jedną z ról { $roles }
   *[many] osoby z jedną z ról { $roles }
}
may-sign-roster = z kontem połączonym z listą członkowską związku
may-sign-account = { $days ->
    [one] z kontem Discord istniejącym co najmniej { $days } dzień
    [few] z kontem Discord istniejącym co najmniej { $days } dni
   *[many] z kontem Discord istniejącym co najmniej { $days } dni
}
may-sign-time = { $days ->
    [one] co najmniej { $days } dzień na tym serwerze
    [few] co najmniej { $days } dni na tym serwerze
   *[many] co najmniej { $days } dni na tym serwerze
}
demand-eligible = Dopóki Discord lub lista członkowska związku pokazują mniej niż { $least } osób, które mogą podpisać, nowe podpisy nie są liczone.{ $checked ->
    [yes] {""}
   *[no] {" "}**Nie sprawdzono przy otwarciu postulatu:** Discord nie podał, ile osób ma tę rolę.
}

demand-open-since = Otwarty do podpisu od { $day }.
demand-closed-on = Zamknięty { $day }: nie można go już podpisać.
demand-secret = Bot nikomu nie pokazuje, kto podpisuje: ani zespołowi kampanii, ani kierownictwu.
demand-count-rule = Liczba jest publikowana dla kilku podpisów naraz, żeby trudno było zauważyć jeden.
demand-head =
    Zachowaj ten wiersz: pozwoli później sprawdzić, czy liczba podpisów nie została zmieniona.
    `{ $head }`
demand-draft = Szkic: widzi go tylko zespół kampanii i nikt nie może go podpisać.

button-sign = Podpisz
button-withdraw = Wycofaj mój podpis
button-privacy = Co się dzieje z moimi danymi
button-secret = Czy mój podpis jest tajny?

## Formularz

sign-form-title = Podpisz ten postulat
sign-form-language =
    { $part ->
        [demand] *Język postulatu: { $language }.*
        [consent] *Język zgody: { $language }.*
       *[both] *Język postulatu i zgody: { $language }.*
    }
sign-form-rest = *Cały tekst: na karcie, `/postulaty pokaż`.*
sign-form-consent = Twoja zgoda
sign-form-rest-of-consent = *Ciąg dalszy tego tekstu: `/prywatność informacja`.*
sign-form-agree = Popieram ten postulat i wyrażam zgodę.

## Odpowiedzi: zawsze te same, cokolwiek było wcześniej

demand-signed = **Dziękujemy. Twój podpis został zapisany.** Bot nie pokazuje go nikomu: ani zespołowi kampanii, ani kierownictwu. Wycofanie: przycisk poniżej albo `/postulaty wycofaj`.
demand-signed-next = **Co dalej:** twój podpis wejdzie razem z innymi do jednej z następnych publikowanych liczb, zwykle nie wcześniej niż { $day }. Karta postulatu pokazuje każdą opublikowaną liczbę, a potem to, komu postulat przekazano i jaka była odpowiedź.
demand-pass-on = Do przekazania dalej, bez twojego nazwiska:
demand-pass-on-text = Nasz postulat: „{ $title }”. Aby go przeczytać i podpisać, wpisz /postulaty na naszym serwerze Discord. Bot nie pokazuje nikomu, kto podpisuje.
demand-pass-on-link = Nasz postulat: „{ $title }”. Przeczytaj i podpisz na naszym serwerze Discord: { $link } Bot nie pokazuje nikomu, kto podpisuje.
demand-pass-on-board = Każdy może go przeczytać tutaj: { $link }
demand-withdrawn = **Nie masz podpisu pod tym postulatem.** Jeśli jakiś był policzony, zniknie przy jednej z następnych publikacji. Bot nikomu tego nie mówi.
demand-sign-again = Możesz podpisać ponownie, dopóki postulat jest otwarty.

## Co się nie udało

refusal-no-consent = Pole zgody nie zostało zaznaczone, więc niczego nie podpisano. Naciśnij „Podpisz” jeszcze raz i zaznacz je, jeśli się zgadzasz.
