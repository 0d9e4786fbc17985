### Afbeeldingen van geld door de tijd: wat erin staat, en hetzelfde in woorden.

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
        [decp] Bedrag van elk heel contract zonder btw, wijzigingen inbegrepen
       *[other] Toegezegd geld per contract, wijzigingen inbegrepen
    }
chart-rest = { $count } andere
chart-ceilings = Plafonds: een maximum, nooit bij de bedragen opgeteld
chart-ceiling =
    { $kind ->
        [vehicle] Raamcontract { $number }
        [order] Bestelling { $number }, met alle opties
       *[contract] Contract { $number }, met alle opties
    }: tot { $ceiling }{ $committed ->
        [none] {""}
       *[amount] {" "}({ $committed } tot nu toe toegezegd)
    }
chart-more-ceilings =
    { $count ->
        [one] 1 lager plafond is niet getekend.
       *[other] { $count } lagere plafonds zijn niet getekend.
    }
chart-as-read =
    { $count ->
        [one] Eén contract is getekend vanaf de dag waarop we het voor het eerst lazen: de bron dateert niet al zijn bedragen.
       *[other] { $count } contracten zijn getekend vanaf de dag waarop we ze voor het eerst lazen: de bron dateert niet al hun bedragen.
    }
chart-others = Niet getekend: { $list }; bedragen in verschillende munten worden nooit opgeteld.
chart-in-currency =
    { $count ->
        [one] één contract in { $currency }
       *[other] { $count } contracten in { $currency }
    }
chart-unknown =
    { $count ->
        [one] Niet getekend: één contract waarvan de bron het totaal niet geeft.
       *[other] Niet getekend: { $count } contracten waarvan de bron het totaal niet geeft.
    }

chart-alt = Een grafiek van geld door de tijd. { $title }.
chart-alt-line = { $number }: { $amount } sinds { $day }.
chart-alt-steps = { $number }: van { $first } op { $begin } tot { $amount } op { $day }.
chart-alt-rest = { $count } andere samen: { $amount }.

chart-below = Elk contract, met openbare pagina en wijzigingen:
refusal-chart-nothing = Er is niets te tekenen: de bronnen geven voor geen van deze contracten een totaal. `/contracten lijst` toont ze allemaal.
