### Noms et descriptions en français : une revendication nulle.

command-organise-demand-void = nulle
    .description = Déclarer nulle une revendication dont la clé d’émission a été copiée, à deux.
command-organise-demand-void-option-demand = revendication
    .description = Dans la liste.
command-organise-demand-void-option-why = motif
    .description = Pourquoi, en une phrase. Tout le monde la lira. N’y nommez personne.
