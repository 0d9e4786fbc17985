### Uma reivindicação cuja chave de emissão foi copiada.

demand-state-void = Nula
demand-void = **Nula desde { $day }: a chave que emitia as suas fichas foi copiada.** As suas contagens já não provam nada.
demand-void-why = A equipa da campanha diz: { $why }
demand-void-again = Assine de novo aqui
post-demand-void-title = A reivindicação é nula
board-event-void = Nula: { $title }
board-reason-void = nula: a chave que emitia as suas fichas foi copiada. Nada mais se segue
