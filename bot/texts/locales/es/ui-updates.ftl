### /novedades últimas y estado.

updates-title = Últimos cambios
updates-none = Ningún cambio desde que empezó el seguimiento. `/novedades estado` muestra cuándo se vuelve a mirar.
updates-more-changes =
    { $count ->
        [one] y 1 cambio más
       *[other] y { $count } cambios más
    }

button-status = Estado de los seguimientos
status-title = Estado de los seguimientos
status-watch-nearly = En seguimiento desde el { $moment }, aunque algunos contratos aún no se pudieron leer: cada lectura lo intenta de nuevo.
status-watch-complete =
    { $source ->
        [page] Última lectura completa: { $moment }.
        [feed] Última lectura completa: { $moment }. { $matched ->
            [0] Nada coincidió.
            [one] Coincidió un artículo.
           *[other] Coincidieron { $matched } artículos.
        }
       *[other] Última lectura completa: { $moment }. { $matched ->
            [0] Nada coincidió.
            [one] Coincidió un contrato.
           *[other] Coincidieron { $matched } contratos.
        }
    }
status-watch-new = Aún sin leer por completo. La primera lectura completa será un resumen; desde entonces, los cambios son novedades.
status-watch-fault =
    { $failures ->
        [one] La última lectura no fue completa.
       *[other] Las últimas { $failures } lecturas no fueron completas.
    }
status-watch-held =
    { $count ->
        [one] Un contrato muestra un cambio que quizá solo se deba a cómo publica la fuente.
       *[other] { $count } contratos muestran cambios que quizá solo se deban a cómo publica la fuente.
    } En espera hasta la próxima lectura completa.
status-watch-unsteady = **Los valores cambian sin parar** desde el { $since }, en { $count ->
        [one] un contrato
       *[other] { $count } contratos
    }. No se publica nada de ello hasta que coincidan dos lecturas completas seguidas. Compruébalo en la fuente, por favor.
status-untold = Sin publicar: no hay canal para ello.
status-watch-stale = **Nada nuevo desde el { $since }**, más tiempo que nunca. Compruébalo en la fuente, por favor.
status-watch-less = **Mucho menos que antes:** { $now } encontrados, antes { $before }. Compáralo con la fuente, por favor.
status-watch-next = Próxima lectura: { $moment }
status-watch-due = Próxima lectura: toca ahora

status-not-stored =
    { $why ->
        [full] **No se puede guardar nada: el disco de la máquina está lleno.** Se rechazan firmas y ajustes y no se publica nada nuevo hasta que haya sitio. Avisa a la persona que administra el bot; después sigue solo.
        [read-only] **No se puede guardar nada: el bot no puede escribir en su disco.** Se rechazan firmas y ajustes y no se publica nada nuevo hasta que pueda. Avisa a la persona que administra el bot; después sigue solo.
        [locked] **No se puede guardar nada: otro programa retiene la base de datos del bot.** Se rechazan firmas y ajustes y no se publica nada nuevo hasta que la suelte. Avisa a la persona que administra el bot; después sigue solo.
        [silent] **No se puede guardar nada: la carpeta de las claves no responde.** Se rechazan firmas y ajustes y no se publica nada nuevo hasta que responda. Avisa a la persona que administra el bot; después sigue solo.
       *[broken] **No se puede guardar nada: el disco de la máquina da errores.** Se rechazan firmas y ajustes y no se publica nada nuevo hasta que funcione. Avisa pronto a la persona que administra el bot.
    }

status-clock-wrong = **El reloj de la máquina va mal.** Hasta que esté bien, no se publica ningún recuento ni se cierra ninguna reivindicación. Avisa a la persona que administra el bot.

status-demand-gone = **Nadie puede firmar «{ $demand }»:** se borró el rol que pide. Permite que firme otro rol con `/organise do:demand widen`.
status-demand-few = **No se cuentan firmas nuevas de «{ $demand }»:** pueden firmarla menos de { $least } personas. Da el rol a más personas, o permite que firme otro rol con `/organise do:demand widen`.
status-posts = Publicaciones
status-channel = Los cambios se publican en { $channel }.
status-no-channel = No hay ningún canal elegido, así que no se publica nada. El equipo de campaña elige uno con `/organise do:settings channel`.
status-pending =
    { $count ->
        [one] Una publicación espera, desde el { $oldest }.
       *[other] { $count } publicaciones esperan, la más antigua desde el { $oldest }.
    }
status-none-held = Nada espera a publicarse.
status-uncertain =
    { $count ->
        [one] Una publicación puede haber llegado o no, y el bot no puede averiguarlo: no puede leer el historial del canal, o su base de datos se restauró desde una copia. El bot no la vuelve a publicar por su cuenta. Mira en el canal: si falta, el equipo de campaña la vuelve a publicar desde aquí; si está, lo indica aquí.
       *[other] { $count } publicaciones pueden haber llegado o no, y el bot no puede averiguarlo: no puede leer el historial del canal, o su base de datos se restauró desde una copia. El bot no las vuelve a publicar por su cuenta. Mira en el canal: si faltan, el equipo de campaña las vuelve a publicar desde aquí; si están, lo indica aquí.
    }
button-post-again = Publicar otra vez
status-posting-again =
    { $count ->
        [0] Ya no hay nada dudoso. `/novedades estado` muestra lo que espera.
        [one] Se publicará otra vez en un momento.
       *[other] { $count } publicaciones se publicarán otra vez en un momento.
    }
button-posts-seen = Están ahí
status-posts-seen =
    { $count ->
        [0] Ya no hay nada dudoso. `/novedades estado` muestra lo que espera.
        [one] Anotado: se publicó, y no se publicará otra vez.
       *[other] Anotado: se publicaron las { $count }, y no se publicarán otra vez.
    }

channel-fault-forbidden = El bot no tiene permiso para publicar allí. Alguien que gestione el servidor debe dejarle ver el canal y enviar mensajes allí; después, lo que espera se publica solo.
channel-fault-missing = El canal ya no existe. El equipo de campaña elige otro con `/organise do:settings channel`; después, lo que espera se publica allí.
