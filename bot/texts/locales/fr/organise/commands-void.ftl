### Noms et descriptions en français : une revendication nulle.

command-organise-demand-void = nulle
    .description = Déclarer nulle une revendication (clé copiée), à deux.
command-organise-demand-void-option-demand = revendication
    .description = Dans la liste.
command-organise-demand-void-option-why = motif
    .description = Pourquoi, sans aucun nom : tout le monde le lit.
