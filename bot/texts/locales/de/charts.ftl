### Bilder vom Geld im Lauf der Zeit: was darin steht, und dasselbe in Worten.

chart-contracts =
    { $kind ->
        [order] { $count ->
            [one] einen Auftrag
           *[other] { $count } Aufträge
        }
        [contract] { $count ->
            [one] einen Vertrag
           *[other] { $count } Verträge
        }
       *[both] { $count } Aufträge und Verträge
    }
chart-title = { $amount } { $source ->
        [decp] insgesamt für
       *[other] zugesagt für
    } { chart-contracts }{ $since ->
        [none] {""}
       *[day] {" "}seit { $since }
    }{ $under ->
        [none] {""}
        [one] , Obergrenze { $ceiling }
       *[several] ; Obergrenzen bis { $ceiling }
    }
chart-subtitle =
    { $source ->
        [decp] Nettobetrag jedes ganzen Vertrags, Änderungen inbegriffen
       *[other] Zugesagtes Geld je Vertrag, Änderungen inbegriffen
    }
chart-rest = { $count } weitere
chart-ceilings = Obergrenzen: Höchstbeträge, nie zu den Beträgen addiert
chart-ceiling =
    { $kind ->
        [vehicle] Rahmenvertrag { $number }
        [order] Auftrag { $number }, mit jeder Option
       *[contract] Vertrag { $number }, mit jeder Option
    }: bis zu { $ceiling }{ $committed ->
        [none] {""}
       *[amount] {" "}(bisher { $committed } zugesagt)
    }
chart-more-ceilings =
    { $count ->
        [one] 1 niedrigere Obergrenze ist nicht eingezeichnet.
       *[other] { $count } niedrigere Obergrenzen sind nicht eingezeichnet.
    }
chart-as-read =
    { $count ->
        [one] Ein Vertrag ist ab dem Tag eingezeichnet, an dem wir ihn zuerst abgerufen haben: Die Quelle datiert nicht alle seine Beträge.
       *[other] { $count } Verträge sind ab dem Tag eingezeichnet, an dem wir sie zuerst abgerufen haben: Die Quelle datiert nicht alle ihre Beträge.
    }
chart-others = Nicht im Diagramm: { $list }; Beträge in verschiedenen Währungen werden nie zusammengezählt.
chart-in-currency =
    { $count ->
        [one] ein Vertrag in { $currency }
       *[other] { $count } Verträge in { $currency }
    }
chart-unknown =
    { $count ->
        [one] Nicht enthalten: ein Vertrag, dessen Summe hier nicht bekannt ist.
       *[other] Nicht enthalten: { $count } Verträge, deren Summe hier nicht bekannt ist.
    }

chart-alt = Ein Diagramm der Beträge im Lauf der Zeit. { $title }.
chart-alt-line = { $number }: { $amount } seit { $day }.
chart-alt-steps = { $number }: von { $first } am { $begin } bis { $amount } am { $day }.
chart-alt-rest = { $count } weitere zusammen: { $amount }.

chart-below = Jeder Vertrag mit öffentlicher Seite und Änderungen:
refusal-chart-nothing = Es gibt nichts zu zeichnen: Die Quellen nennen zu keinem dieser Verträge eine Summe. `/verträge liste` zeigt sie alle.
