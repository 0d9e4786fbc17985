### Una reivindicación cuya clave de emisión fue copiada.

demand-state-void = Nula
demand-void = **Nula desde el { $day }: se copió la clave que emitía sus fichas.** Sus recuentos ya no prueban nada.
demand-void-why = El equipo de campaña dice: { $why }
demand-void-again = Firmar de nuevo aquí
post-demand-void-title = La reivindicación es nula
board-event-void = Nula: { $title }
board-reason-void = nula: se copió la clave que emitía sus fichas. No sigue nada más
