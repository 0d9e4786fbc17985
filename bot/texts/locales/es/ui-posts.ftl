### Lo que se publica en un canal sobre contratos: cambios, resúmenes, y cómo va el seguimiento.

## Publicaciones

post-about = { $name }, { $title }
post-total =
    { $source ->
        [decp] Contrato entero, sin IVA: **{ $amount }**
       *[other] Comprometido en total: **{ $amount }**
    }
post-own-ceiling = Tope: **{ $ceiling }** para todos sus pedidos, no dinero gastado
post-ordered =
    { $count ->
        [none] Comprometido en sus pedidos: **{ $amount }**
        [one] Comprometido en su único pedido: **{ $amount }**
       *[other] Comprometido en sus { $count } pedidos: **{ $amount }**
    }
post-options = Con todas las opciones: hasta { $amount }
post-until =
    { $kind ->
        [vehicle] Pedidos hasta el { $until }
       *[other] Hasta el { $until }
    }
post-parent-ceiling =
    { $ceiling ->
        [none] Dentro del acuerdo marco { $parent }
       *[other] Acuerdo marco { $parent }: hasta { $ceiling } para todos sus pedidos, no dinero gastado
    }
post-totals-read = Totales y fechas leídos el { $date }
post-correction = Por favor, cita el valor corregido.

## Muchos cambios en una lectura

changes-title =
    { $count ->
        [one] 1 contrato con cambios
       *[other] { $count } contratos con cambios
    }
changes-mixed-title = { $count } nuevos o con cambios
changes-why = Los mayores cambios:
changes-more =
    { $count ->
        [one] y 1 más: pulsa el botón.
       *[other] y { $count } más: pulsa el botón.
    }
changes-all-title = Todos los cambios de esta publicación
changes-gone = El detalle de esta publicación ya no se guarda. `/novedades últimas` tiene los últimos cambios.
button-all-changes = Todos los cambios

## El resumen de la primera lectura completa

digest-title = Ahora en seguimiento: «{ $name }»
digest-found =
    { $contracts ->
        [0] {""}
        [one] 1 pedido o contrato
       *[other] { $contracts } pedidos y contratos
    }{ $vehicles ->
        [0] {""}
        [one] { $contracts ->
            [0] {""}
           *[other] ,{" "}
        }1 acuerdo marco
       *[other] { $contracts ->
            [0] {""}
           *[other] ,{" "}
        }{ $vehicles } acuerdos marco
    }
digest-others =
    { $kind ->
        [notice] { $count ->
            [one] 1 anuncio
           *[other] { $count } anuncios
        }
        [article] { $count ->
            [one] 1 artículo en el feed de noticias
           *[other] { $count } artículos en el feed de noticias
        }
       *[page] { $count ->
            [one] 1 página, guardada como está hoy
           *[other] { $count } páginas, guardadas como están hoy
        }
    }
digest-nothing = Aún no consta nada. El bot publicará aquí en cuanto haya algo.
digest-obligated =
    { $source ->
        [decp] Contratos enteros, sin IVA: **{ $amount }**
       *[other] Comprometido hasta ahora: **{ $amount }**
    }
digest-ceiling = hasta { $ceiling }
digest-ceilings = Un tope es un máximo, no dinero gastado.
digest-more =
    { $count ->
        [one] y 1 más: `/contratos lista`
       *[other] y { $count } más: `/contratos lista`
    }
digest-more-pairs = y otros compradores o proveedores
digest-more-currencies =
    { $count ->
        [one] e importes en otra moneda
       *[other] e importes en otras { $count } monedas
    }
digest-unread =
    { $count ->
        [one] 1 más aún no se pudo leer; llegará a `/contratos lista` en cuanto se pueda.
       *[other] { $count } más aún no se pudieron leer; llegarán a `/contratos lista` en cuanto se pueda.
    }
digest-unknown =
    { $known ->
        [none] Los registros no indican importe.
       *[some] { $count ->
            [one] 1 de ellos sin importe
           *[other] { $count } de ellos sin importe
        }
    }
digest-next = A partir de ahora, los cambios se publican aquí.
button-contracts = Todos los contratos

## Seguimientos que fallan, que vuelven a funcionar, y la línea semanal

failing-title = «{ $name }» no se lee por completo
failing-count =
    { $count ->
        [one] La última lectura de este seguimiento no fue completa.
       *[other] Las últimas { $count } lecturas de este seguimiento no fueron completas.
    }
failing-last =
    { $moment ->
        [none] Aún no se ha leído por completo.
       *[other] Última lectura completa: { $moment }.
    }
failing-next = Próxima lectura: { $moment }. No hace falta hacer nada, a menos que persista: entonces avisa a la persona que administra el bot. Aquí se avisará cuando vuelva a funcionar.
working-title = «{ $name }» se puede leer otra vez
working-read = Última lectura completa: { $moment }.
working-next = Lo que la fuente mostró mientras tanto y ya no muestra no se puede recuperar; todo lo demás se publica como siempre.
working-now-failing = Desde entonces ha vuelto a fallar una lectura; `/novedades estado` dice por qué.
stale-title = Nada nuevo de la fuente de «{ $name }»
stale-since =
    Última novedad: { $since }. { $longest ->
        [0] Nunca estuvo tanto tiempo en silencio.
        [one] Hasta ahora nunca estuvo en silencio más de uno o dos días.
       *[other] Hasta ahora nunca estuvo en silencio más de { $longest } días.
    }
stale-next = El bot la lee por completo. Puede que la fuente haya dejado de publicar, o publique en otro sitio: compruébalo, por favor. Aquí se avisará cuando llegue algo nuevo.
stale-over-title = Otra vez novedades de la fuente de «{ $name }»
stale-over-next = La última lectura completa encontró algo nuevo. No hace falta hacer nada.
less-title = Mucho menos de la fuente de «{ $name }»
less-numbers = Encontrado antes: { $before }. Encontrado ahora: { $now }, en dos lecturas completas seguidas.
less-next = Lo leído antes se conserva. Compáralo con la fuente, por favor. Si es correcto, pausa el seguimiento y reanúdalo: entonces vale el número nuevo. Aquí se avisará cuando la fuente vuelva a mostrar más.
less-over-title = La fuente de «{ $name }» vuelve a mostrar más
less-over-next = La última lectura completa encontró al menos la mitad de lo de antes. No hace falta hacer nada.
restyled-title =
    { $source } publica ahora { $count ->
        [one] un contrato
       *[other] { $count } contratos
    } de otra forma
restyled-what =
    { $what ->
        [amounts] Los importes se dan ahora de otra forma. No se publicó ningún cambio por ello. Compara uno con la fuente, por favor.
        [days] Las fechas se dan ahora de otra forma; ningún importe cambió. No se publicó ningún cambio por ello.
       *[nothing] No cambió ningún importe ni ninguna fecha. No se publicó ningún cambio por ello.
    }
unsteady-title = Los valores de { $source } cambian sin parar
unsteady-what =
    Desde el { $since }, { $count ->
        [one] un contrato muestra
       *[other] { $count } contratos muestran
    } una y otra vez { $what ->
        [amounts] otros importes
        [days] otras fechas
       *[nothing] otros nombres o números
    }. El bot no puede saber qué es lo correcto y no publica nada de ello. Compruébalo en la propia fuente, por favor.
unsteady-next = Los valores en que coinciden dos lecturas completas seguidas se guardan y se publican. Los contratos nuevos y las modificaciones se siguen publicando. `/novedades estado` lo muestra mientras persista.
restyled-examples = Por ejemplo:
restyled-id = el identificador «{ $old }» es ahora «{ $new }»
restyled-vehicle = el acuerdo marco «{ $old }» es ahora «{ $new }»
restyled-name = el proveedor «{ $old }» es ahora «{ $new }»
restyled-supplier = el proveedor «{ $old }» es ahora «{ $new }»
restyled-buyer = el comprador «{ $old }» es ahora «{ $new }»
restyled-title-text = el título «{ $old }» es ahora «{ $new }»
restyled-action-id = el identificador de una modificación «{ $old }» es ahora «{ $new }»
restyled-number = la modificación «{ $old }» es ahora «{ $new }»
restyled-description = la descripción «{ $old }» es ahora «{ $new }»
restyled-amount = un importe de { $old } es ahora { $new }
restyled-total = un total de { $old } es ahora { $new }
restyled-ceiling = un tope de { $old } es ahora { $new }
restyled-date = una modificación del { $old } tiene ahora fecha { $new }
restyled-end = un fin previsto el { $old } es ahora el { $new }
restyled-status = el estado «{ $old }» es ahora «{ $new }»
weekly-title = El seguimiento continúa
weekly-watching =
    { $contracts ->
        [0] Aún no consta nada
        [one] 1 entrada
       *[other] { $contracts } entradas
    } en { $watches ->
        [one] 1 seguimiento
       *[other] { $watches } seguimientos
    }.
weekly-none = No hay ningún seguimiento activo.
weekly-read =
    { $watches ->
        [one] Última lectura completa: { $moment }.
       *[other] Últimas lecturas completas: { $moment } o después.
    }
weekly-unread =
    { $count ->
        [one] Un seguimiento aún no se ha leído por completo.
       *[other] { $count } seguimientos aún no se han leído por completo.
    }
weekly-paused =
    { $count ->
        [one] Un seguimiento está en pausa.
       *[other] { $count } seguimientos están en pausa.
    }
weekly-failing = **No se lee por completo:** pueden faltar cambios. `/novedades estado` dice por qué.
weekly-failing-watch =
    { $moment ->
        [none] { $name }: aún sin leer por completo
       *[other] { $name }: última lectura completa el { $moment }
    }
weekly-failing-more =
    { $count ->
        [one] y un seguimiento más
       *[other] y { $count } seguimientos más
    }
weekly-changes =
    { $count ->
        [0] { $read ->
            [none] No se sabe si algo cambió desde el { $since }: desde entonces no se ha leído ningún seguimiento por completo.
            [some] Ningún cambio desde el { $since } en lo que se pudo leer.
           *[all] Ningún cambio desde el { $since }.
        }
        [one] Novedades de una entrada desde el { $since }: mira `/novedades últimas`.
       *[other] Novedades de { $count } entradas desde el { $since }: mira `/novedades últimas`.
    }
