### Déclarer nulle une revendication dont la clé d’émission a été copiée, à deux.

void-what = Seulement si le fichier d’une clé d’émission a été copié ou volé : toute personne qui l’a peut fabriquer autant de signatures qu’elle veut. C’est définitif. La liste des signatures prend fin, ce qui attend est oublié, plus aucun jeton n’est donné dans ce tour, et la fiche et le tableau disent que ses décomptes ne prouvent rien. Commencez ensuite un nouveau tour ; une semaine plus tard, ouvrez de nouveau le même texte.
void-proposed = **Proposé ; rien n’est encore fait.** Une autre personne de l’équipe doit confirmer. Tout le monde lira : { $why }
void-again-soon = Commencez maintenant un nouveau tour avec `/organiser action:tour commencer`. Une semaine plus tard, ouvrez une revendication avec le même texte, mot pour mot : la fiche et le tableau de celle-ci y mèneront.
button-void-confirm = Déclarer nulle
button-void-drop = Abandonner la proposition

## Journal

audit-act-demand-void-propose = Nullité d’une revendication proposée
audit-act-demand-void = Nullité d’une revendication confirmée
audit-act-demand-void-drop = Proposition de nullité d’une revendication abandonnée

## Refus

refusal-void-why = Une phrase de { $most } caractères au plus doit dire pourquoi : tout le monde la lira. Rien n’a changé.
refusal-void-own = C’est vous qui l’avez proposé. Une autre personne de l’équipe doit le confirmer. Rien n’a changé.
refusal-void-proposer-gone = Les données de la personne qui l’a proposé ont été effacées : le bot ne peut pas savoir si vous êtes quelqu’un d’autre. Rien n’a changé. Proposez-le de nouveau.
refusal-void-changed = Cette proposition a été remplacée, confirmée ou abandonnée. Rien n’a changé. Regardez de nouveau avec `/organiser action:revendication nulle`.
refusal-void-not-on-page = Seule une revendication signée sur la page du syndicat a une clé d’émission. Rien n’a changé.
refusal-void-already = Cette revendication est déjà nulle. Rien n’a changé.
refusal-void-ended = La liste des signatures de cette revendication est close : rien ne peut la suivre. Rien n’a changé. Dites vous-même dans un message ce qui s’est passé.
refusal-demand-void = Cette revendication est nulle : ses décomptes ne prouvent rien. Rien n’a changé.
