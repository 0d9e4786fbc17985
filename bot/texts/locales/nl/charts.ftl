### Afbeeldingen van geld door de tijd heen: wat erin staat, en hetzelfde in woorden.

chart-contracts =
    { $kind ->
        [order] { $count ->
            [one] één bestelling
           *[other] { $count } bestellingen
        }
        [contract] { $count ->
            [one] één contract
           *[other] { $count } contracten
        }
       *[both] { $count } bestellingen en contracten
    }
chart-title = { $amount } { $source ->
        [decp] in totaal voor
       *[other] toegezegd voor
    } { chart-contracts }{ $since ->
        [none] {""}
       *[day] {" "}sinds { $since }
    }{ $under ->
        [none] {""}
        [one] , onder een plafond van { $ceiling }
       *[several] ; plafonds tot { $ceiling }
    }
chart-subtitle =
    { $source ->
        [decp] Bedrag van elk contract in zijn geheel, exclusief btw, wijzigingen inbegrepen
       *[other] Toegezegd geld per contract, wijzigingen inbegrepen
    }
chart-rest = { $count } andere
chart-ceilings = Plafonds: een maximum, nooit bij de bedragen opgeteld
chart-ceiling =
    { $kind ->
        [vehicle] Raamovereenkomst { $number }
        [order] Bestelling { $number }, met alle opties
       *[contract] Contract { $number }, met alle opties
    }: tot { $ceiling }{ $committed ->
        [none] {""}
       *[amount] {" "}({ $committed } tot nu toe toegezegd)
    }
chart-more-ceilings =
    { $count ->
        [one] 1 lager plafond staat niet in de grafiek.
       *[other] { $count } lagere plafonds staan niet in de grafiek.
    }
chart-as-read =
    { $count ->
        [one] Eén contract staat in de grafiek vanaf de dag waarop we het voor het eerst lazen: de bron geeft niet bij al zijn bedragen een datum.
       *[other] { $count } contracten staan in de grafiek vanaf de dag waarop we ze voor het eerst lazen: de bron geeft niet bij al hun bedragen een datum.
    }
chart-others = Niet in de grafiek: { $list }; bedragen in verschillende valuta’s worden nooit opgeteld.
chart-in-currency =
    { $count ->
        [one] één contract in { $currency }
       *[other] { $count } contracten in { $currency }
    }
chart-unknown =
    { $count ->
        [one] Niet meegerekend: één contract waarvan het totaal hier niet bekend is.
       *[other] Niet meegerekend: { $count } contracten waarvan het totaal hier niet bekend is.
    }

chart-alt = Een grafiek van de bedragen door de tijd heen. { $title }.
chart-alt-line = { $number }: { $amount } sinds { $day }.
chart-alt-steps = { $number }: van { $first } op { $begin } tot { $amount } op { $day }.
chart-alt-rest = { $count } andere samen: { $amount }.

chart-below = Elk contract, met openbare pagina en wijzigingen:
refusal-chart-nothing = Er is niets om in een grafiek te zetten: de bronnen geven voor geen van deze contracten een totaal. `/contracten lijst` toont ze allemaal.
