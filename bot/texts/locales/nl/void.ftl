### Een eis waarvan de uitgiftesleutel is gekopieerd.

demand-state-void = Ongeldig
demand-void = **Ongeldig sinds { $day }: de sleutel die de penningen uitgaf, is gekopieerd.** De tellingen bewijzen niets meer.
demand-void-why = Het campagneteam zegt: { $why }
demand-void-again = Hier opnieuw tekenen
post-demand-void-title = De eis is ongeldig
board-event-void = Ongeldig: { $title }
board-reason-void = ongeldig: de sleutel die de penningen uitgaf, is gekopieerd. Er volgt niets meer
