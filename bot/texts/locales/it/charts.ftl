### Immagini del denaro nel tempo: che cosa vi sta scritto, e lo stesso in parole.

chart-contracts =
    { $kind ->
        [order] { $count ->
            [one] un ordine
           *[other] { $count } ordini
        }
        [contract] { $count ->
            [one] un contratto
           *[other] { $count } contratti
        }
       *[both] { $count } ordini e contratti
    }
chart-title = { $amount } { $source ->
        [decp] in tutto per
       *[other] impegnati per
    } { chart-contracts }{ $since ->
        [none] {""}
       *[day] {" "}dal { $since }
    }{ $under ->
        [none] {""}
        [one] , con un tetto di { $ceiling }
       *[several] ; tetti fino a { $ceiling }
    }
chart-subtitle =
    { $source ->
        [decp] Importo di ogni contratto intero, IVA esclusa, modifiche comprese
       *[other] Denaro impegnato per contratto, modifiche comprese
    }
chart-rest = altri { $count }
chart-ceilings = Tetti: un massimo, mai sommato agli importi
chart-ceiling =
    { $kind ->
        [vehicle] Accordo quadro { $number }
        [order] Ordine { $number }, con ogni opzione
       *[contract] Contratto { $number }, con ogni opzione
    }: fino a { $ceiling }{ $committed ->
        [none] {""}
       *[amount] {" "}({ $committed } impegnati finora)
    }
chart-more-ceilings =
    { $count ->
        [one] 1 tetto più basso non è nel grafico.
       *[other] { $count } tetti più bassi non sono nel grafico.
    }
chart-as-read =
    { $count ->
        [one] Un contratto compare dal giorno in cui l’abbiamo letto per la prima volta: la fonte non indica la data di tutti i suoi importi.
       *[other] { $count } contratti compaiono dal giorno in cui li abbiamo letti per la prima volta: la fonte non indica la data di tutti i loro importi.
    }
chart-others = Fuori dal grafico: { $list }; importi in valute diverse non si sommano mai.
chart-in-currency =
    { $count ->
        [one] un contratto in { $currency }
       *[other] { $count } contratti in { $currency }
    }
chart-unknown =
    { $count ->
        [one] Non compresi: un contratto di cui qui non è noto il totale.
       *[other] Non compresi: { $count } contratti di cui qui non è noto il totale.
    }

chart-alt = Un grafico degli importi nel tempo. { $title }.
chart-alt-line = { $number }: { $amount } dal { $day }.
chart-alt-steps = { $number }: da { $first } il { $begin } a { $amount } il { $day }.
chart-alt-rest = Altri { $count } insieme: { $amount }.

chart-below = Ogni contratto, con la sua pagina pubblica e le modifiche:
refusal-chart-nothing = Non c’è nulla da mostrare in un grafico: le fonti non danno un totale per nessuno di questi contratti. `/contratti elenco` li mostra tutti.
