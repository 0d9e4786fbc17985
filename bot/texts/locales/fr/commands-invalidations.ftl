### Noms et descriptions de /organise invalidate en français.

command-organise-invalidate = invalidation
    .description = Écarter des signatures pour un motif, à deux.
command-organise-invalidate-propose = proposer
    .description = Voir combien environ seraient écartées, et le proposer à une autre personne de l’équipe.
command-organise-invalidate-propose-option-demand = revendication
    .description = Quelle revendication : choisissez dans la liste.
command-organise-invalidate-propose-option-reason = motif
    .description = Pourquoi : le motif figurera dans chaque export.
command-organise-invalidate-propose-option-first = premier
    .description = Signées à partir de ce jour, par exemple 31/01/2026.
command-organise-invalidate-propose-option-last = dernier
    .description = Signées jusqu’à ce jour, qui doit être passé.
command-organise-invalidate-propose-option-version = version
    .description = Seulement les signatures de cette version du texte.
command-organise-invalidate-propose-option-off_roster = hors-registre
    .description = Seulement les membres qui ne figurent plus au registre du syndicat.
command-organise-invalidate-propose-option-note = note
    .description = Pour le journal uniquement.
command-organise-invalidate-confirm = confirmer
    .description = Confirmer ce qu’une autre personne de l’équipe a proposé.
command-organise-invalidate-confirm-option-invalidation = invalidation
    .description = Laquelle : choisissez dans la liste.
command-organise-invalidate-cancel = annuler
    .description = Annuler une invalidation qui n’a pas encore pris effet.
command-organise-invalidate-cancel-option-invalidation = invalidation
    .description = Laquelle : choisissez dans la liste.
command-organise-invalidate-list = liste
    .description = Toutes les invalidations, et ce qu’il en est.

choice-duplicate-accounts = plusieurs comptes d’une même personne
choice-not-members = des personnes non membres
choice-brigading = signatures en masse venues de l’extérieur
choice-roster-left = absence du registre du syndicat
choice-organiser-error = une erreur de notre part
choice-other = un autre motif
