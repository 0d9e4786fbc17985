### Odwołania od zakupu do Government Accountability Office (GAO) w USA.

story-protests = Odwołania
story-protests-meaning =
    { $meaning ->
        [none] { "" }
        [dismissed] { " " }(zamknięte bez rozstrzygnięcia)
        [denied] { " " }(oddalone)
        [sustained] { " " }(uwzględnione)
       *[withdrawn] { " " }(wycofane)
    }
story-protests-line =
    { $count ->
        [one] Odwołanie złożyła firma { $protester }
        [few] Odwołania: { $count }, ostatnie złożyła firma { $protester }
        [many] Odwołania: { $count }, ostatnie złożyła firma { $protester }
       *[other] Odwołania: { $count }, ostatnie złożyła firma { $protester }
    }{ $outcome ->
        [none] { "" }
       *[other] : { $outcome }{ story-protests-meaning }
    }
story-protests-line-same =
    Odwołania firmy { $protester }: { $count }{ $outcome ->
        [none] { "" }
       *[other] , każde { $outcome }{ story-protests-meaning }
    }
story-protests-only-words =
    { $published ->
        [yes] GAO, które rozpatruje odwołania, opublikowało coś o tym zakupie
       *[no] Opis mówi o odwołaniu lub wstrzymaniu prac
    }
story-protests-docket =
    { $file }, { $protester }{ $outcome ->
        [none] { "" }
       *[other] : { $outcome }
    }{ $filed ->
        [none] { "" }
       *[other] , złożone { $filed }
    }{ $ends ->
        [none] { "" }
       *[other] , termin decyzji { $ends }
    }{ $decided ->
        [none] { "" }
       *[other] , rozstrzygnięte { $decided }
    }
story-protests-article = Publikacja GAO: { $title }
story-protests-described =
    Opis{ $number ->
        [none] { "" }
       *[other] { " " }{ $number }
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    } mówi: { $words }
story-protests-silence = Są tu tylko sprawy GAO, które ten serwer obserwuje. Mogły być też inne odwołania.
story-protests-read = Źródło: GAO, odczyt z { $date }

headline-protest = odwołanie, teraz { $outcome }
protest-name = Odwołanie { $file } firmy { $protester } w sprawie zakupu { $solicitation }
protest-means =
    { $outcome } oznacza: { $meaning ->
        [dismissed] zamknięto bez rozstrzygnięcia, kto miał rację
        [denied] GAO oddaliło odwołanie
        [sustained] GAO uwzględniło odwołanie
       *[withdrawn] odwołanie wycofała firma, która je złożyła
    }.
change-protest =
    { $meaning ->
        [none] Wynik: { $outcome }.
       *[other] { protest-means }
    }{ $decided ->
        [none] { "" }
       *[other] { " " }Rozstrzygnięto { $decided }.
    }{ $before ->
        [none] { "" }
       *[other] { " " }Wcześniej: { $before }.
    }

contract-code-protester = Odwołujący się
contract-code-protest-agency = Urząd
contract-code-protest-file = Sprawa
contract-code-protest-outcome = Wynik
contract-code-protest-decided = Rozstrzygnięto
contract-code-protest-filed = Złożono
contract-code-protest-due = Termin decyzji
contract-code-protest-case = Rodzaj sprawy
