### Uma reivindicação cuja chave de emissão foi copiada.

demand-state-void = Nula
demand-void = **Nula desde { $day }: a chave que emitia suas fichas foi copiada.** Suas contagens não provam mais nada.
demand-void-why = A equipe da campanha diz: { $why }
demand-void-again = Assinar de novo aqui
post-demand-void-title = A reivindicação é nula
board-event-void = Nula: { $title }
board-reason-void = nula: a chave que emitia suas fichas foi copiada. Nada mais vem depois
