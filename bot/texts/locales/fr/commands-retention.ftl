### Noms et descriptions en français : la conservation des clés.

command-organise-settings-retention = conservation
    .description = Combien de mois après la fin des signatures la clé d’une revendication est gardée.
command-organise-settings-retention-option-months = mois
    .description = Après ce nombre de mois, plus rien ne peut être relié à personne.
command-organise-demand-hold = retenir
    .description = Garder la clé d’une revendication pour un litige : une personne propose, une autre confirme.
command-organise-demand-hold-option-demand = revendication
    .description = Quelle revendication : choisissez dans la liste.
command-organise-demand-hold-option-reason = motif
    .description = Proposer, ou prolonger. Les membres le lisent dans la notice. N’y nommez personne.
