### Une revendication dont la clé d’émission a été copiée.

demand-state-void = Nulle
demand-void = **Nulle depuis le { $day } : la clé qui émettait ses jetons a été copiée.** Ses décomptes ne prouvent plus rien.
demand-void-why = L’équipe de campagne dit : { $why }
demand-void-again = Signer de nouveau ici
post-demand-void-title = La revendication est nulle
board-event-void = Nulle : { $title }
board-reason-void = nulle : la clé qui émettait ses jetons a été copiée. Rien ne suit
