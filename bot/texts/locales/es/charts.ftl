### Imágenes del dinero en el tiempo: lo que pone en ellas, y lo mismo en palabras.

chart-contracts =
    { $kind ->
        [order] { $count ->
            [one] un pedido
           *[other] { $count } pedidos
        }
        [contract] { $count ->
            [one] un contrato
           *[other] { $count } contratos
        }
       *[both] { $count } pedidos y contratos
    }
chart-title = { $amount } { $source ->
        [decp] en total en
       *[other] comprometidos en
    } { chart-contracts }{ $since ->
        [none] {""}
       *[day] {" "}desde el { $since }
    }{ $under ->
        [none] {""}
        [one] , con un tope de { $ceiling }
       *[several] ; topes de hasta { $ceiling }
    }
chart-subtitle =
    { $source ->
        [decp] Importe de cada contrato entero sin IVA, modificaciones incluidas
       *[other] Dinero comprometido por contrato, modificaciones incluidas
    }
chart-rest = { $count } más
chart-ceilings = Topes: un máximo, nunca sumado a los importes
chart-ceiling =
    { $kind ->
        [vehicle] Acuerdo marco { $number }
        [order] Pedido { $number }, con todas las opciones
       *[contract] Contrato { $number }, con todas las opciones
    }: hasta { $ceiling }{ $committed ->
        [none] {""}
       *[amount] {" "}({ $committed } comprometidos hasta ahora)
    }
chart-more-ceilings =
    { $count ->
        [one] 1 tope más bajo no aparece en el gráfico.
       *[other] { $count } topes más bajos no aparecen en el gráfico.
    }
chart-as-read =
    { $count ->
        [one] Un contrato aparece desde el día en que lo leímos por primera vez: la fuente no da fecha a todos sus importes.
       *[other] { $count } contratos aparecen desde el día en que los leímos por primera vez: la fuente no da fecha a todos sus importes.
    }
chart-others = Fuera del gráfico: { $list }; los importes en monedas distintas nunca se suman.
chart-in-currency =
    { $count ->
        [one] un contrato en { $currency }
       *[other] { $count } contratos en { $currency }
    }
chart-unknown =
    { $count ->
        [one] No incluidos: un contrato cuyo total no se conoce aquí.
       *[other] No incluidos: { $count } contratos cuyo total no se conoce aquí.
    }

chart-alt = Un gráfico de los importes a lo largo del tiempo. { $title }.
chart-alt-line = { $number }: { $amount } desde el { $day }.
chart-alt-steps = { $number }: de { $first } el { $begin } a { $amount } el { $day }.
chart-alt-rest = { $count } más juntos: { $amount }.

chart-below = Cada contrato, con su página pública y sus modificaciones:
refusal-chart-nothing = No hay nada que mostrar en un gráfico: las fuentes no dan total de ninguno de estos contratos. `/contratos lista` los muestra todos.
