### Eine Forderung, deren Ausgabeschlüssel kopiert wurde.

demand-state-void = Ungültig
demand-void = **Ungültig seit { $day }: Der Schlüssel, der ihre Marken ausgab, wurde kopiert.** Ihre Stände beweisen nichts mehr.
demand-void-why = Das Kampagnenteam sagt: { $why }
demand-void-again = Hier noch einmal unterschreiben
post-demand-void-title = Die Forderung ist ungültig
board-event-void = Ungültig: { $title }
board-reason-void = ungültig: der Schlüssel, der ihre Marken ausgab, wurde kopiert. Es folgt nichts mehr
