### O contexto de um contrato: o que se sabe além de sua própria ficha.

button-story = Contexto
story-title = Contexto: { $name }
story-none = Ainda não se sabe mais.
contract-code-solicitation = Licitação

## A mesma compra, dividida entre fornecedores

story-purchase = A mesma compra
story-purchase-line =
    { $proved ->
        [yes] Um dos { $count } pedidos da mesma compra
        [least] Um de pelo menos { $count } pedidos da mesma compra
       *[no] Um de { $count } pedidos que parecem uma só compra
    }{ $amount ->
        [none] { "" }
       *[other] : **{ $amount }** ao todo
    }
# In a post, which shows later orders for some days only.
story-purchase-as-of = { $said } (em { $date })
story-purchase-unknown =
    { $count ->
        [one] sem um pedido cujo valor não consta
       *[other] sem { $count } pedidos cujos valores não constam
    }
story-purchase-alike-because = o mesmo órgão comprador, os mesmos códigos de produto e de setor, cada um com outro fornecedor, assinados no máximo { $days } dias antes ou depois deste, dentro de acordos-quadro do mesmo ano
story-purchase-others =
    { $count ->
        [one] outro
       *[other] outros { $count }
    }
story-purchase-known-by =
    { $proved ->
        [yes] Os dados públicos indicam a mesma licitação para todos, ou para seus acordos-quadro: { $solicitation }.
        [some] Os dados públicos indicam a mesma licitação para este pedido e { story-purchase-others }, ou para seus acordos-quadro: { $solicitation }. Os demais só se parecem: { story-purchase-alike-because }.
       *[no] Os dados públicos não dizem que se trata de uma só compra. Os pedidos se parecem: { story-purchase-alike-because }.
    }
story-purchase-order =
    { $number }, { $supplier }: { $amount ->
        [none] valor não indicado
       *[other] **{ $amount }**
    }{ $signed ->
        [none] { "" }
       *[other] , assinado em { $signed }
    }
story-purchase-this = este pedido
story-purchase-alike = parecido
story-purchase-missing = { $number }, { $supplier }: a busca não o encontra desde { $date }; não contado
story-purchase-chart = Gráfico
story-purchase-not-stated = valor não indicado
story-purchase-chart-more =
    { $count ->
        [one] Mais um pedido não está no gráfico.
       *[other] Mais { $count } pedidos não estão no gráfico.
    }
story-purchase-news = os outros fornecedores desta compra
story-purchase-news-new = Novo: { $order }
story-purchase-news-more = { $number }, { $supplier }: mais { $amount }, { $total } ao todo
story-purchase-amounts = Valores: o que cada pedido compromete até agora. Os tetos nunca são somados.
