### Pages of the board: demands, contracts, facts and what was posted.

## What was posted, in lists and feeds

board-event-opened = Ya se puede firmar: { $title }
board-event-text = Ha cambiado el texto: { $title }
board-event-closed = Cerrada: { $title }
board-event-delivered = Entregada: { $title }
board-event-answered = La dirección ha respondido: { $title }
board-posted-on = Publicado el { $day }
board-corrected = Corregido el { $day }: ver la corrección

## A demand

board-text-language = Este texto está en { $language }, tal como lo publicó el sindicato.
board-closes = Se puede firmar en el servidor de Discord del sindicato hasta el { $day }, { $time } ({ $zone }).
board-verified-server = Firmantes: miembros del servidor de Discord «{ $server }» (identidad no comprobada).
board-verified-role = Firmantes: miembros del servidor de Discord «{ $server }» a quienes el equipo de campaña dio un rol (el bot no comprobó ninguna identidad).
board-verified-time = { $days ->
    [one] Llevaban al menos { $days } día en el servidor de Discord «{ $server }».
   *[other] Llevaban al menos { $days } días en el servidor de Discord «{ $server }».
}
board-text-changed = **El texto cambió el { $day }.** Una firma anterior vale para el texto tal como era.
board-archived = Archivada el { $day }. Ha terminado; esta página se conserva.
board-earlier-text = Texto anterior: { $version }
board-column-change = Cambio
board-count-corrected =
    { $invalidated ->
        [one] La publicación { $number } quitó una firma no válida.
       *[other] La publicación { $number } quitó { $invalidated } firmas no válidas.
    }

## A contract

board-committed = { $buyer } comprometió { $amount } con { $supplier }
board-hash = { $answer }. SHA-256: { $hash }
board-first-seen-why = El original no está en este tablón. Quien tenga una copia puede comparar su SHA-256 con este.
board-former = Ningún seguimiento de este tablón lo incluye desde el { $day }. Lo que se publicó sobre él se conserva.
board-steps = Dinero comprometido: { $first } el { $since }, { $last } desde el { $day }. Variaciones: { $number }.
# In place of a command, where a card names one: “… is kept: `/contracts show`.”, “… and 3 more: see `/contracts search`”.
board-instead-of-show = su página
board-instead-of-list = la lista de contratos

## A fact

board-fact-title = { $state }: { $title }
board-fact-earlier = Lo que se corrigió
board-fact-changed = Hasta el { $day } decía: { $said }
board-fact-text-changed = El texto bajo el título se cambió el { $day }.
board-retired-title = Un hecho retirado
board-retired = El hecho que figuraba aquí se retiró el { $day }. El sindicato ya no lo afirma.
