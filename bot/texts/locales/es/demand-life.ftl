### Qué pasa con una reivindicación: objetivo y plazo, versiones, publicaciones, entrega, respuesta, archivo.

demand-state-delivered = Entregada
demand-state-answered = Respondida
demand-state-archived = Archivada

## En la tarjeta

demand-goal = { $percent } % del objetivo de { $goal }
demand-plan-goal = Objetivo: { $goal } firmas.
demand-closes = Se puede firmar hasta el { $moment }, { $left }.
demand-text-changed = **El texto cambió el { $day }.** Una firma anterior vale para el texto tal como era: pulsa «Firmar» para apoyar este.
demand-versions = { $count } versiones hasta ahora del texto y de lo que se dice a quienes firman sobre sus datos; cada firma vale para una.
demand-delivered = **Entregada** el { $day } a { $to }, con { $count ->
    [one] { $count } firma.
   *[other] { $count } firmas.
}
demand-answered = El { $day }, la dirección respondió: { $outcome ->
    [agreed] **aceptada**.
    [partly] **aceptada en parte**.
   *[refused] **rechazada**.
}
demand-archived = Archivada: ya no está en la lista de reivindicaciones.
button-facts = Los hechos
button-demand = La reivindicación

## Publicaciones

post-demand-percent = { $percent ->
    [25] Se ha alcanzado un cuarto del objetivo de { $goal }
    [50] Se ha alcanzado la mitad del objetivo de { $goal }
    [75] Se han alcanzado tres cuartos del objetivo de { $goal }
   *[100] Se ha alcanzado el objetivo de { $goal } firmas
}
post-demand-round = Se han alcanzado { $number } firmas
post-demand-reminder-title = Últimos días para firmar
post-demand-widened-title = Más personas pueden firmar
post-widened-role = { $role ->
    [all] Desde el { $day } no hace falta ningún rol para firmar.
   *[other] Desde el { $day } también pueden firmar quienes tienen el rol { $role }.
}
post-widened-account = { $days ->
    [0] Desde el { $day } pueden firmar cuentas de Discord de cualquier antigüedad.
    [one] Desde el { $day } pueden firmar cuentas de Discord de al menos { $days } día.
   *[other] Desde el { $day } pueden firmar cuentas de Discord de al menos { $days } días.
}
post-widened-time = { $days ->
    [0] Desde el { $day } también pueden firmar quienes acaban de llegar a este servidor.
    [one] Desde el { $day } pueden firmar quienes llevan al menos { $days } día en este servidor.
   *[other] Desde el { $day } pueden firmar quienes llevan al menos { $days } días en este servidor.
}
post-demand-prolonged-title = Se puede firmar más tiempo
post-prolonged = { $until } Es más tiempo del que se dijo a quienes ya firmaron: lo decidieron dos personas del equipo. La clave de sus firmas también se guarda más tiempo. Quien no lo quiera puede retirar la suya.
post-demand-closed-title = La reivindicación está cerrada
post-demand-closed = { $count ->
    [one] **{ $count } firma** al cierre. Ya no se puede firmar; aún puede haber cambios tardíos.
   *[other] **{ $count } firmas** al cierre. Ya no se puede firmar; aún puede haber cambios tardíos.
}
post-demand-delivered-title = La reivindicación se ha entregado
post-demand-answered-title = La dirección ha respondido
post-demand-delivered-corrected-title = Corrección: cómo se entregó la reivindicación
post-demand-answered-corrected-title = Corrección: qué respondió la dirección
