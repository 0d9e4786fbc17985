### Listas de contratos, y un contrato con todo lo que se sabe de él.

## /contratos lista y buscar

contracts-title = Contratos
contracts-title-kind =
    { $kind ->
        [order] Pedidos
        [vehicle] Acuerdos marco
        [notice] Anuncios
        [article] Artículos
        [page] Páginas en seguimiento
       *[contract] Contratos independientes
    }
contracts-found = Contratos que coinciden con «{ $words }»
contracts-none = Aquí aún no se conoce ningún contrato. La próxima lectura puede tardar unas horas; `/novedades estado` dice cuándo.
contracts-none-of-kind = Aquí no se conoce ninguno de este tipo. `/contratos lista` sin elegir muestra todos.
contracts-no-watch = Aún no hay ningún seguimiento: el equipo de campaña lo añade con `/organise do:watch add`.
contracts-not-found = Nada coincide con «{ $words }». Prueba con un número de contrato, parte de un nombre o un importe, como 4.816.782,50.
line-obligated =
    { $source ->
        [decp] { $amount } por todo el contrato, sin IVA
       *[other] { $amount } comprometidos
    }
line-ceiling = tope { $amount }, un máximo
line-until = hasta el { $date }
line-changed = último cambio: { $date }
line-parties =
    { $supplier ->
        [none] { $buyer }
       *[other] { $buyer } → { $supplier }
    }
line-notice = importe indicado: { $amount }
line-published = del { $date }
line-planned = prevista
line-source = { $source }, leído el { $date }

## /contratos ver

contract-buyer =
    { $kind ->
        [notice] Comprador
        [article] Publicado por
       *[other] Comprador
    }
contract-unit = Oficina
contract-funder = Financiado por
contract-supplier =
    { $kind ->
        [notice] Proveedor indicado
       *[other] Proveedor
    }
contract-buyer-parent = El comprador pertenece a
contract-supplier-parent = El proveedor pertenece a
contract-uei = UEI { $uei }
contract-obligated =
    { $source ->
        [decp] Por todo el contrato, sin IVA
       *[other] Comprometido hasta ahora
    }
contract-exercised = Con las opciones ejercidas hasta ahora
contract-options = Con todas las opciones, como máximo
contract-ceiling = Tope de todos los pedidos, no dinero gastado
contract-parent-ceiling = Tope de su acuerdo marco, no dinero gastado
contract-ordered = Comprometido en sus pedidos
contract-paid = Pagado
contract-signed = Fecha de firma
contract-start = Inicio
contract-end =
    { $kind ->
        [vehicle] Último día para pedidos
       *[other] Fin
    }
contract-potential-end = Fin si se usan todas las opciones
contract-missing =
    { $withdrawn ->
        [yes] Consultada por este número, la fuente responde desde el { $date } que no tiene ese contrato. Lo que decía antes se muestra aquí y se guarda como prueba.
       *[no] La fuente no conoce este contrato desde el { $date }. Esos huecos suelen durar unos días. Lo que decía antes se muestra aquí.
    }
contract-unmatched = La búsqueda del seguimiento no lo encuentra desde el { $date }. La fuente aún lo tiene, y se sigue consultando.
contract-planned = Prevista: una intención del comprador. No es un contrato ni compromete dinero.
contract-partial = Solo se leyó una parte de sus modificaciones: lo que se muestra no es un total.
contract-removed = La página ya no está en su dirección. Lo que se muestra es lo último que decía.
contract-moved = La dirección de la página lleva ahora a otro sitio (en { $host }). Lo que se muestra es lo último que decía la página.
contract-not-matched = Se sigue solo porque tiene pedidos que coinciden con un seguimiento.
contract-family = Acuerdo marco y pedidos, nunca sumados
family-vehicle =
    { $ceiling ->
        [none] Acuerdo marco { $number }
       *[other] Acuerdo marco { $number }: hasta { $ceiling } para todos sus pedidos, no dinero gastado
    }
family-this =
    { $kind ->
        [order] Este pedido: { $shown }
        [vehicle] Este acuerdo marco: { $shown }
       *[contract] Este contrato: { $shown }
    }
family-ordered =
    { $count ->
        [none] Sus pedidos: { $amount } comprometidos
        [one] Su único pedido: { $amount } comprometidos
       *[other] Sus { $count } pedidos: { $amount } comprometidos
    }
family-known =
    { $count ->
        [0] Aquí no se conoce ninguno de sus pedidos
        [one] Aquí se conoce uno de sus pedidos:
       *[other] Aquí se conocen { $count } de sus pedidos:
    }
family-others =
    { $count ->
        [0] Aquí no se conoce ningún otro pedido suyo
        [one] Aquí se conoce otro pedido suyo:
       *[other] Aquí se conocen otros { $count } pedidos suyos:
    }
contract-orders-more =
    { $count ->
        [one] y uno más: mira `/contratos buscar { $number }`
       *[other] y { $count } más: mira `/contratos buscar { $number }`
    }
contract-code-naics = Sector (NAICS)
contract-code-psc = Producto o servicio (PSC)
contract-code-cpv = Qué se compra (CPV)
contract-code-notice-type = Tipo de anuncio
contract-code-procedure = Procedimiento
contract-code-nature = Naturaleza
contract-code-award-procedure = Procedimiento de adjudicación
contract-code-linked-notice = Pertenece al anuncio
contract-code-planned-notice = Previsto en el anuncio
notice-type-pin-only = anuncio de una compra prevista
notice-type-cn-standard = anuncio de licitación
notice-type-cn-social = anuncio de licitación, servicios sociales y otros servicios específicos
notice-type-cn-desg = convocatoria de un concurso de proyectos
notice-type-can-standard = adjudicación de un contrato
notice-type-can-social = adjudicación de un contrato, servicios sociales y otros servicios específicos
notice-type-can-desg = resultado de un concurso de proyectos
notice-type-can-modif = modificación de un contrato en curso
notice-type-veat = anuncio previo a una adjudicación sin licitación
notice-type-corr = corrección de un anuncio
notice-type-appel-offre = anuncio de licitación
notice-type-attribution = adjudicación de un contrato
notice-type-rectificatif = corrección de un anuncio
notice-type-annulation = procedimiento anulado
notice-type-modification = modificación de un contrato en curso
notice-type-intention-conclure = anuncio previo a una adjudicación sin licitación
contract-status = Estado
status-words =
    { $status ->
        [planned] prevista
        [pending] pendiente, aún sin firmar
        [active] activo
        [cancelled] anulado
        [terminated] rescindido antes de tiempo
        [closed] cerrado
        [removed] ya no está
        [moved] lleva a otro sitio
       *[other] { $status }
    }
kind-words =
    { $kind ->
        [order] Un pedido: el organismo compra, aquí dentro de un acuerdo marco.
        [vehicle] Un acuerdo marco: condiciones y un tope para pedidos futuros. Solo los pedidos comprometen dinero.
        [notice] Un anuncio: informa de un plan, una licitación o una adjudicación y no compromete dinero.
        [article] Un artículo: citado, no avalado.
        [page] Una página web en seguimiento: citada, no avalada.
       *[contract] Un contrato independiente: no consta ningún acuerdo marco por encima.
    }
contract-also =
    { $count ->
        [one] El mismo contrato en otra fuente, reconocido por un identificador que dan ambas:
       *[other] El mismo contrato en otras fuentes, reconocido por identificadores que comparten:
    }
contract-published = Fecha
contract-history = Historial, primero lo más reciente
contract-history-none = La fuente no indica ninguna modificación.
contract-action =
    { $named ->
        [base] Adjudicación inicial
        [yes] { $number }
       *[no] sin número
    }
contract-action-undated = sin fecha
contract-action-amount =
    { $sign ->
        [plus] +{ $amount }
        [minus] −{ $amount }, retirados
        [zero] sin dinero
       *[none] importe no indicado
    }
contract-revised = Corregido: hasta el { $until } el registro decía { $old }.
contract-action-code =
    { $reason ->
        [none] código { $code }
       *[other] { $reason } (código { $code })
    }
effect-ceiling = Visto a la vez – Tope: { $old } → { $new }
effect-end = Visto a la vez – { the-end }: { $old } → { $new }
effect-supplier = Visto a la vez – Proveedor: { $old } → { $new }
contract-subcontracts =
    { $source ->
        [usaspending] Solo se muestran los subcontratos declarados. Muchos se declaran tarde, y por debajo de 30 000 dólares no es obligatorio.
        [decp] Solo se muestran los subcontratos declarados: otras empresas pueden hacer también parte del trabajo.
       *[other] Los subcontratistas no se muestran: otras empresas pueden hacer parte del trabajo.
    }

## Lo que abren los botones de un contrato

button-more = Más
button-first-seen = Como se vio la primera vez
button-figures = Evolución de las cifras
button-text = Su texto

figures-title = Evolución de las cifras: { contract-name }
figures-why = De las lecturas del bot, porque la fuente no guarda historial de estas cifras. Cada línea es una lectura con cifras nuevas.
figures-none = No se ha leído ninguna cifra.
figures-ordered = Comprometido en todos sus pedidos
figures-before = { $value } (antes: { $old })

first-seen-title = Como se vio la primera vez: { contract-name }
first-seen-date = Leído por primera vez el { $date }. Puede haber sido público antes.
first-seen-answers =
    { $count ->
        [0] No se guarda ninguna respuesta de la fuente de entonces.
        [one] Guardada como se leyó entonces:
       *[other] Guardadas como se leyeron entonces:
    }
first-seen-answer = { $source }, { $moment }, { $size } bytes
first-seen-part = Leído en una lista de varios contratos: esto es lo que decía de este.
first-seen-none = La respuesta de la fuente de que no tiene ese contrato.
first-seen-hash = SHA-256
first-seen-attached = adjunto como { $name }
first-seen-too-large = Demasiado grande para adjuntarlo; está en las pruebas que exporta el equipo de campaña.
first-seen-more =
    { $count ->
        [one] y una respuesta más, en las pruebas que exporta el equipo de campaña
       *[other] y { $count } respuestas más, en las pruebas que exporta el equipo de campaña
    }
first-seen-why = Un archivo cuyo SHA-256 es el de arriba es, byte a byte, lo que se guardó.

text-title = Texto: { contract-name }
text-read = { $source }, leído el { $date }. Son palabras de quien lo publicó.
text-part = Parte { $part } de { $total }
text-none = No se guarda ningún texto.

## Lo que no se pudo hacer

refusal-search-too-short = Escribe al menos una letra o cifra de lo que buscas.
