### Un cambio en un contrato: titulares, líneas de una publicación y las palabras que comparten.

## Palabras

quoted = «{ $words }»
contract-name =
    { $kind ->
        [order] Pedido { $number }
        [vehicle] Acuerdo marco { $number }
        [notice] Anuncio { $number }
        [article] Artículo en { $site }
        [page] Página { $number }
       *[contract] Contrato { $number }
    }
the-end =
    { $kind ->
        [vehicle] Último día para pedidos
       *[other] Fin
    }
change-by =
    { $named ->
        [base] adjudicación inicial
        [yes] modificación { $number }
       *[no] una modificación
    }{ $date ->
        [none] {""}
       *[other] , { $date }
    }{ $reason ->
        [none] {""}
       *[other] : { $reason }
    }
in-brackets =
    { $by ->
        [none] {""}
       *[other] {" "}({ $by })
    }
with-money =
    { $sign ->
        [minus] , **{ $amount }** menos
        [plus] , **{ $amount }** más
       *[none] {""}
    }
supplier-now =
    { $new ->
        [none] . El registro aún no muestra otro proveedor
       *[other] : { $old } → { $new }
    }
lines-changed =
    { $went ->
        [0] ninguna línea eliminada
        [one] 1 línea eliminada
       *[other] { $went } líneas eliminadas
    }, { $came ->
        [0] ninguna añadida
        [one] 1 añadida
       *[other] { $came } añadidas
    }

## Titulares: «ICE → Capgemini: 2,7 M US$ más»

headline = { $who }: { $what }
headline-new-vehicle =
    nuevo acuerdo marco{ $amount ->
        [none] {""}
       *[other] , hasta { $amount }
    }
headline-new-order =
    nuevo pedido{ $amount ->
        [none] {""}
       *[other] , { $amount }
    }
headline-new-order-under-vehicle = { headline-new-order }
headline-new-contract =
    nuevo contrato{ $amount ->
        [none] {""}
       *[other] , { $amount }
    }
headline-new-notice = nuevo anuncio
headline-planned = compra prevista
headline-new-article = nuevo artículo
headline-new-page = página ahora en seguimiento
headline-late =
    { $kind ->
        [order] pedido del { $date }, encontrado con retraso
        [vehicle] acuerdo marco del { $date }, encontrado con retraso
        [notice] anuncio del { $date }, encontrado con retraso
        [article] artículo del { $date }, encontrado con retraso
       *[contract] contrato del { $date }, encontrado con retraso
    }
headline-money-added = { $amount } más
headline-money-removed = { $amount } menos
headline-ceiling-raised = tope elevado a { $new }
headline-ceiling-lowered = tope rebajado a { $new }
headline-option-exercised =
    opción ejercida{ $sign ->
        [plus] , { $amount } más
        [minus] , { $amount } menos
       *[none] {""}
    }
headline-extended = prorrogado hasta el { $new }
headline-shortened = acortado hasta el { $new }
headline-terminated =
    { $code ->
        [E] rescindido por incumplimiento
        [F] rescindido por conveniencia del comprador
        [X] rescindido por incumplir las condiciones
       *[other] rescindido
    }
headline-cancelled = anulado
headline-in-force = en vigor
headline-closed-out = liquidado
headline-scope-changed = trabajo adicional
headline-supplier-changed = otro proveedor
headline-supplier-renamed = el proveedor cambia de nombre
headline-supplier-merged = el proveedor se fusiona
headline-novated = otra empresa lo asume
headline-ends-within-30-days =
    { $kind ->
        [vehicle] últimos pedidos el { $new }
       *[other] termina el { $new }
    }
headline-ends-within-7-days = { headline-ends-within-30-days }
headline-lapsed = superado su último día registrado
headline-no-longer-matches = la búsqueda ya no lo encuentra
headline-withdrawn = ya no está en la fuente
headline-returned =
    { $kind ->
        [page] la página ha vuelto
       *[other] de nuevo en la fuente
    }
headline-page-changed = página cambiada
headline-page-removed = página retirada
headline-page-moved = la página lleva ahora a otro sitio
headline-text-changed = texto cambiado
headline-also-listed = en una segunda fuente
headline-corrected = corrección
headline-action =
    { $reason ->
        [none] modificación
       *[other] modificación, { $reason }
    }

## Cambios, en una línea cada uno

change-new-vehicle =
    { $signed ->
        [none] Nuevo en el registro
       *[other] Firmado el { $signed }
    }{ $ceiling ->
        [none] {""}
       *[other] . Pedidos de hasta **{ $ceiling }** en total: un máximo, no dinero gastado
    }
change-new-order =
    { $signed ->
        [none] Nuevo en el registro
       *[other] Hecho el { $signed }
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] : **{ $amount }** por todo el contrato, sin IVA
           *[other] : **{ $amount }** comprometidos hasta ahora
        }
    }
change-new-order-under-vehicle =
    { change-new-order } { $parent ->
        [none] (dentro de un acuerdo marco en seguimiento aquí)
       *[other] (dentro del acuerdo marco { $parent }, en seguimiento aquí)
    }
change-new-contract =
    { $signed ->
        [none] Nuevo en el registro
       *[other] Firmado el { $signed }
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] : **{ $amount }** por todo el contrato, sin IVA
           *[other] : **{ $amount }** comprometidos hasta ahora
        }
    }
change-new-notice =
    { $signed ->
        [none] Nuevo en la fuente
       *[other] Del { $signed }
    }{ $amount ->
        [none] {""}
       *[other] . Importe indicado: **{ $amount }**
    }
change-new-article =
    { $signed ->
        [none] Nuevo en el feed de noticias
       *[other] Del { $signed }
    }
change-new-page = La página se guarda como está hoy. Sus cambios se publican aquí.
change-money-added = **+{ $amount }**{ in-brackets }
change-money-removed = **−{ $amount }**{ in-brackets }
change-ceiling-raised = Tope: { $old } → **{ $new }**{ in-brackets }
change-ceiling-lowered = Tope: { $old } → **{ $new }**{ in-brackets }
change-option-exercised = Opción ejercida{ with-money }{ in-brackets }
change-extended = { the-end }: { $old } → { $new }{ in-brackets }
change-shortened = { the-end }: { $old } → { $new }{ in-brackets }
change-terminated =
    { $by ->
        [none] La fuente lo da ahora por rescindido.
       *[other] Rescindido antes de tiempo, en todo o en parte{ with-money }{ in-brackets }.
    } { $code ->
        [E] Con este código, el comprador dice que el proveedor no hizo lo acordado.
        [F] Con este código, el comprador lo rescinde por su propia conveniencia; no se indica ninguna falta del proveedor.
        [X] Con este código, el comprador dice que el proveedor incumplió las condiciones.
       *[other] El registro no dice por qué.
    }
change-cancelled =
    { $by ->
        [none] La fuente lo da ahora por anulado.
       *[other] Anulado{ with-money }{ in-brackets }.
    } { $code ->
        [N] Con este código, es una anulación legal; el registro no dice por qué.
       *[other] El registro no dice por qué.
    }
change-in-force =
    { $old ->
        [pending] La fuente lo da ahora por activo, ya no por pendiente
        [cancelled] La fuente lo da otra vez por activo; antes estaba anulado
        [terminated] La fuente lo da otra vez por activo; antes estaba rescindido
        [closed] La fuente lo da otra vez por activo; antes estaba cerrado
       *[other] La fuente lo da ahora por activo
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] : **{ $amount }** por todo el contrato, sin IVA
           *[other] : **{ $amount }** comprometidos
        }
    }
change-closed-out =
    { $by ->
        [none] La fuente lo da ahora por cerrado
       *[other] Liquidado, el fin administrativo de un contrato{ with-money }{ in-brackets }
    }
change-scope-changed = Trabajo adicional{ in-brackets }
change-supplier-changed = Proveedor: { $old } → { $new }{ in-brackets }
change-supplier-renamed = El proveedor cambió de nombre{ with-money }{ in-brackets }{ supplier-now }
change-supplier-merged = El proveedor se fusionó con otra empresa{ with-money }{ in-brackets }{ supplier-now }
change-novated = Otra empresa lo asume{ with-money }{ in-brackets }{ supplier-now }
change-ends-within-30-days = { the-end }: { $new }. No consta ninguna prórroga.
change-ends-within-7-days = { change-ends-within-30-days }
change-lapsed = { the-end } según el registro: { $new }. No consta ninguna prórroga. Los registros pueden llegar con días de retraso: esto por sí solo no muestra que el trabajo haya parado.
change-no-longer-matches = La búsqueda del seguimiento ya no lo encuentra. La fuente aún lo tiene, y aquí se sigue consultando. Puede ser por un proveedor que cambió de nombre o se vendió; esto por sí solo no lo muestra.
change-withdrawn =
    { $old ->
        [none] Consultada por este número, la fuente responde que no tiene ese contrato.
       *[other] Consultada por este número en al menos siete días distintos desde el { $old }, la fuente responde que no tiene ese contrato.
    } Lo que decía antes se guarda como prueba. Esto por sí solo no muestra por qué ya no está.
change-returned =
    { $kind ->
        [page] La página vuelve a estar.
       *[other] { $old ->
            [none] La fuente lo tiene otra vez.
           *[other] La fuente lo tiene otra vez; el { $old } se dijo que ya no estaba.
        }
    }
change-page-changed = En el texto: { lines-changed }
change-page-removed = Su dirección responde ahora que esa página no existe. Se guarda la última versión leída: `/contratos ver`. Esto no muestra quién la retiró ni por qué.
change-page-moved =
    { $inside ->
        [yes] Su dirección lleva ahora a otra página del sitio, con otro texto: { $new }.
       *[no] Su dirección lleva ahora a otro sitio ({ $new }), que el bot no lee.
    } Se guarda la última versión leída: `/contratos ver`. Esto no muestra quién la movió, ni por qué, ni si el texto está en otro lugar.
change-text-changed = En el texto: { lines-changed }
change-also-listed = Una segunda fuente también lo recoge: `/contratos ver` muestra ambas.
change-action = No consta ningún cambio de importe, fecha o tope{ in-brackets }
change-corrected-both = Corregido: { $new } el { $new_date }, no { $old } el { $old_date }{ in-brackets }
change-corrected-amount = Corregido: { $new }, no { $old }{ in-brackets }
change-corrected-date = Corregido: { $new_date }, no { $old_date }{ in-brackets }
change-corrected-total =
    { $source ->
        [decp] Corregido: { $new } por todo el contrato, sin IVA, no { $old }
       *[other] Corregido: { $new } comprometidos en total, no { $old }
    }
change-corrected-currency = Corregido: los importes son { $new }, no { $old }

## Líneas quitadas de un texto y líneas añadidas

passages-went = Eliminado:
passages-came = Añadido:
passages-more =
    { $count ->
        [one] y 1 línea más
       *[other] y { $count } líneas más
    }

## Motivos de las modificaciones, por el código de la fuente

action-reason-usaspending-a = trabajo adicional
action-reason-usaspending-b = acuerdo dentro del objeto del contrato
action-reason-usaspending-c = solo financiación
action-reason-usaspending-d = orden de cambio
action-reason-usaspending-e = rescindido por incumplimiento
action-reason-usaspending-f = rescindido por conveniencia del comprador
action-reason-usaspending-g = opción ejercida
action-reason-usaspending-h = condiciones provisionales convertidas en definitivas
action-reason-usaspending-j = otra empresa asume el contrato
action-reason-usaspending-k = liquidación
action-reason-usaspending-l = orden de cambio convertida en definitiva
action-reason-usaspending-m = otro acto administrativo
action-reason-usaspending-n = anulación legal
action-reason-usaspending-p = el proveedor se fusionó
action-reason-usaspending-r = declaraciones del proveedor renovadas
action-reason-usaspending-s = cambio del número de contrato
action-reason-usaspending-t = pasado a otra oficina
action-reason-usaspending-v = el proveedor cambió de nombre
action-reason-usaspending-w = el proveedor se mudó
action-reason-usaspending-x = rescindido por incumplir las condiciones
action-reason-usaspending-y = plan de subcontratación añadido
