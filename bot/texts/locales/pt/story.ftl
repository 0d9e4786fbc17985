### O contexto de um contrato: o que se sabe além da sua própria ficha.

button-story = Contexto
story-title = Contexto: { $name }
story-none = Ainda não se sabe mais.
contract-code-solicitation = Concurso

## A mesma compra, repartida entre fornecedores

story-purchase = A mesma compra
story-purchase-line =
    { $proved ->
        [yes] Uma das { $count } encomendas da mesma compra
       *[no] Uma de { $count } encomendas que parecem uma só compra
    }{ $amount ->
        [none] { "" }
       *[other] : **{ $amount }** ao todo
    }
story-purchase-unknown =
    { $count ->
        [one] sem uma encomenda cujo valor não consta
       *[other] sem { $count } encomendas cujos valores não constam
    }
story-purchase-alike-because = o mesmo serviço comprador, os mesmos códigos de produto e de setor, cada uma a outro fornecedor, assinadas no máximo { $days } dias antes ou depois desta, ao abrigo de contratos-quadro do mesmo ano
story-purchase-others =
    { $count ->
        [one] outra
       *[other] outras { $count }
    }
story-purchase-known-by =
    { $proved ->
        [yes] Os dados públicos indicam o mesmo concurso para todas, ou para os seus contratos-quadro: { $solicitation }.
        [some] Os dados públicos indicam o mesmo concurso para esta encomenda e { story-purchase-others }, ou para os seus contratos-quadro: { $solicitation }. As restantes apenas se parecem: { story-purchase-alike-because }.
       *[no] Os dados públicos não dizem que se trata de uma só compra. As encomendas parecem-se: { story-purchase-alike-because }.
    }
story-purchase-order =
    { $number }, { $supplier }: { $amount ->
        [none] valor não indicado
       *[other] **{ $amount }**
    }{ $signed ->
        [none] { "" }
       *[other] , assinada a { $signed }
    }
story-purchase-this = esta encomenda
story-purchase-alike = parecida
story-purchase-missing = { $number }, { $supplier }: a pesquisa não a encontra desde { $date }, e não é contada
story-purchase-chart = Gráfico
story-purchase-not-stated = valor não indicado
story-purchase-chart-more =
    { $count ->
        [one] Mais uma encomenda não é desenhada.
       *[other] Mais { $count } encomendas não são desenhadas.
    }
story-purchase-news = os outros fornecedores desta compra
story-purchase-news-new = Nova: { $order }
story-purchase-news-more = { $number }, { $supplier }: mais { $amount }, { $total } ao todo
story-purchase-amounts = Valores: o que cada encomenda compromete até agora. Os limites máximos nunca são somados.
