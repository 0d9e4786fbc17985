### Ways of signing: in Discord, or on paper alone.

## On the card

demand-count-paper = { $count ->
    [0] Nie potwierdzono jeszcze żadnego podpisu na papierze.
    [one] **{ $count } podpis na papierze**, wpisany przez jedną osobę z zespołu kampanii i potwierdzony przez drugą.
    [few] **{ $count } podpisy na papierze**, wpisane przez jedną osobę z zespołu kampanii i potwierdzone przez drugą.
   *[many] **{ $count } podpisów na papierze**, wpisanych przez jedną osobę z zespołu kampanii i potwierdzonych przez drugą.
}
demand-by-discord = Podpis na Discordzie, który widzi, kto naciska; na papierze nie.
demand-by-paper = Podpisuje się na papierze: poproś zespół kampanii o arkusz. Bot nie przechowuje żadnego nazwiska, a Discord żadnego nie widzi.

## To whoever would sign or withdraw in Discord

demand-sign-paper = Ten postulat podpisuje się na papierze. Niczego nie zmieniono. Poproś zespół kampanii o arkusz albo o skreślenie nazwiska: bot żadnego nie przechowuje.
refusal-signed-on-paper = Ten postulat podpisuje się na papierze. Niczego nie zmieniono. Poproś zespół kampanii o arkusz albo o skreślenie nazwiska: bot żadnego nie przechowuje.

## On the union’s page

# The consent: frozen with a demand when it opens, like “consent-text” of petitions.ftl.
consent-page =
    Popieram ten postulat i wyraźnie zgadzam się na opublikowanie mojego podpisu bez nazwiska. Powiązany ze mną mógłby ujawnić moje poglądy polityczne lub przynależność związkową.
    Po co: aby pokazać, ile osób, nigdy kto. Każdy może policzyć podpisy.
    Publikuje się: losowy klucz, ślepy podpis związku pod nim i wersję, którą podpisuję. Bez nazwiska, konta, zakładu i dnia, w którym podpisuję; dzień publikacji jest jawny.
    O mnie przechowuje się: że moje miejsce na liście członkowskiej dostało żetony w tej turze; klucz publiczny mojej karty i kod (skrót) każdej ukrytej wartości, którą podpisano. Bez mojej karty lub pliku z żetonami nikt nie może z tego później poznać, który podpis jest mój. Jeśli jednak podpisali prawie wszyscy, którzy dostali żetony, prawie wiadomo, kto podpisał. Jeśli baza danych związku to PostgreSQL, jej dziennik przez wiele dni pokazuje, kto i kiedy przyszedł. Do zamknięcia listy podpisów moja karta pokazuje, czy nią podpisano; plik z żetonami, dopóki istnieje.
    Jak długo: mogę wycofać podpis do zamknięcia listy, 30 dni po końcu podpisywania. Wtedy związek niszczy klucz, który mógłby odnaleźć mój podpis za pomocą mojej karty; później tylko w razie sporu prawnego. Opublikowanych kopii nie da się cofnąć. Podpisywanie trwa najwyżej { $signing } mies.; dłużej tylko decyzją dwóch osób z zespołu.
    Odpowiedzialny: { $controller }
    Pytania: { $contact }
    Odbiorcy: wszyscy; { $recipients }
    Podstawa prawna: RODO, 6(1)(a) i 9(2)(a).{ $legal_basis ->
        [none] {""}
       *[other] {" "}{ $legal_basis }
    }
    Podpis jest dobrowolny. Mogę złożyć skargę do organu ochrony danych.
demand-by-page = Podpisuje się na stronie związku: bez karty lub pliku z żetonami z tego, co przechowują on i Discord, po kilku dniach nie wynika, czyj jest podpis. Związek zapisuje, kto dostał żetony: jeśli podpisali prawie wszyscy z nich, prawie wiadomo, kto podpisał.
demand-may-sign-page = Kto może podpisać: każdy, kto dostał żetony na stronie, będąc na liście członkowskiej.
demand-count-rule-page = Podpisy publikuje się bez nazwisk, do zamknięcia po kilka naraz.
demand-text-changed-page = **Tekst zmieniono { $day }.** Wcześniejszy podpis dotyczy tekstu sprzed zmiany: podpisz ponownie na stronie, aby poprzeć ten.
demand-verified-roster-left-page = Podpisują osoby, które były na liście członkowskiej związku, gdy dostały żetony; każda liczy się raz, nawet jeśli już jej na niej nie ma.
demand-sign-page = Ten postulat podpisuje się na stronie związku, bez Discorda. Tutaj niczego nie zmieniono. Kartą, którą twoja przeglądarka zrobiła z użyciem kodu od związku, podpiszesz tam, zobaczysz, że podpis jest policzony, i możesz go wycofać.
refusal-signed-on-page = Ten postulat podpisuje się na stronie związku, bez Discorda. Tutaj niczego nie zmieniono. Kartą, którą twoja przeglądarka zrobiła z użyciem kodu od związku, podpiszesz tam, zobaczysz, że podpis jest policzony, i możesz go wycofać.
button-sign-page = Otwórz stronę, aby podpisać
button-signing-page = Otwórz stronę podpisów
