### El contexto de un contrato: lo que se sabe además de su propia ficha.

button-story = Contexto
story-title = Contexto: { $name }
story-none = Aún no se sabe más.
contract-code-solicitation = Licitación

## La misma compra, repartida entre proveedores

story-purchase = La misma compra
story-purchase-line =
    { $proved ->
        [yes] Uno de los { $count } pedidos de una misma compra
        [least] Uno de al menos { $count } pedidos de una misma compra
       *[no] Uno de { $count } pedidos que parecen una sola compra
    }{ $amount ->
        [none] { "" }
       *[other] : **{ $amount }** en total
    }
# In a post, which shows later orders for some days only.
story-purchase-as-of = { $said } (a { $date })
story-purchase-unknown =
    { $count ->
        [one] sin un pedido cuyo importe no consta
       *[other] sin { $count } pedidos cuyos importes no constan
    }
story-purchase-alike-because = la misma oficina compradora, los mismos códigos de producto y de sector, cada uno a otro proveedor, firmados como mucho { $days } días antes o después de este, dentro de acuerdos marco del mismo año
story-purchase-others =
    { $count ->
        [one] otro
       *[other] otros { $count }
    }
story-purchase-known-by =
    { $proved ->
        [yes] Los datos públicos dan la misma licitación para todos ellos, o para sus acuerdos marco: { $solicitation }.
        [some] Los datos públicos dan la misma licitación para este pedido y { story-purchase-others }, o para sus acuerdos marco: { $solicitation }. Los demás solo se parecen: { story-purchase-alike-because }.
       *[no] Los datos públicos no dicen que sea una sola compra. Los pedidos se parecen: { story-purchase-alike-because }.
    }
story-purchase-order =
    { $number }, { $supplier }: { $amount ->
        [none] importe no indicado
       *[other] **{ $amount }**
    }{ $signed ->
        [none] { "" }
       *[other] , firmado el { $signed }
    }
story-purchase-this = este pedido
story-purchase-alike = se parece
story-purchase-missing = { $number }, { $supplier }: la búsqueda no lo encuentra desde el { $date }, y no se cuenta
story-purchase-chart = Gráfico
story-purchase-not-stated = importe no indicado
story-purchase-chart-more =
    { $count ->
        [one] Otro pedido no está en el gráfico.
       *[other] Otros { $count } pedidos no están en el gráfico.
    }
story-purchase-news = los demás proveedores de esta compra
story-purchase-news-new = Nuevo: { $order }
story-purchase-news-more = { $number }, { $supplier }: { $amount } más, { $total } en total
story-purchase-amounts = Importes: lo que cada pedido compromete hasta ahora. Los topes nunca se suman.
