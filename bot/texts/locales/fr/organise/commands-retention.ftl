### Noms et descriptions en français : la conservation des clés.

command-organise-settings-retention = conservation
    .description = Combien de temps la clé d’une revendication est gardée.
command-organise-settings-retention-option-months = mois
    .description = Mois après la fin des signatures.
command-organise-demand-hold = retenir
    .description = Garder une clé pour un litige, à deux.
command-organise-demand-hold-option-demand = revendication
    .description = Dans la liste.
command-organise-demand-hold-option-reason = motif
    .description = Pourquoi, sans aucun nom : la notice le dit.
