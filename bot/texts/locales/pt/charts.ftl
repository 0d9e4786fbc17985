### Imagens do dinheiro ao longo do tempo: o que está nelas, e o mesmo em palavras.

chart-contracts =
    { $kind ->
        [order] { $count ->
            [one] um pedido
           *[other] { $count } pedidos
        }
        [contract] { $count ->
            [one] um contrato
           *[other] { $count } contratos
        }
       *[both] { $count } pedidos e contratos
    }
chart-title = { $amount } { $source ->
        [decp] no total em
       *[other] comprometidos em
    } { chart-contracts }{ $since ->
        [none] {""}
       *[day] {" "}desde { $since }
    }{ $under ->
        [none] {""}
        [one] , com um teto de { $ceiling }
       *[several] ; tetos de até { $ceiling }
    }
chart-subtitle =
    { $source ->
        [decp] Valor de cada contrato inteiro sem impostos, com os aditivos
       *[other] Dinheiro comprometido por contrato, com os aditivos
    }
chart-rest = mais { $count }
chart-ceilings = Tetos: um máximo, nunca somado aos valores
chart-ceiling =
    { $kind ->
        [vehicle] Acordo-quadro { $number }
        [order] Pedido { $number }, com todas as opções
       *[contract] Contrato { $number }, com todas as opções
    }: até { $ceiling }{ $committed ->
        [none] {""}
       *[amount] {" "}({ $committed } comprometidos até agora)
    }
chart-more-ceilings =
    { $count ->
        [one] 1 teto mais baixo não aparece no gráfico.
       *[other] { $count } tetos mais baixos não aparecem no gráfico.
    }
chart-as-read =
    { $count ->
        [one] Um contrato aparece a partir do dia em que o lemos pela primeira vez: a fonte não informa a data de todos os seus valores.
       *[other] { $count } contratos aparecem a partir do dia em que os lemos pela primeira vez: a fonte não informa a data de todos os seus valores.
    }
chart-others = Fora do gráfico: { $list }; valores em moedas diferentes nunca são somados.
chart-in-currency =
    { $count ->
        [one] um contrato em { $currency }
       *[other] { $count } contratos em { $currency }
    }
chart-unknown =
    { $count ->
        [one] Não incluídos: um contrato cujo total não é conhecido aqui.
       *[other] Não incluídos: { $count } contratos cujo total não é conhecido aqui.
    }

chart-alt = Um gráfico dos valores ao longo do tempo. { $title }.
chart-alt-line = { $number }: { $amount } desde { $day }.
chart-alt-steps = { $number }: de { $first } em { $begin } a { $amount } em { $day }.
chart-alt-rest = Mais { $count } juntos: { $amount }.

chart-below = Cada contrato, com sua página pública e seus aditivos:
refusal-chart-nothing = Não há o que mostrar num gráfico: as fontes não informam o total de nenhum destes contratos. `/contratos lista` mostra todos.
