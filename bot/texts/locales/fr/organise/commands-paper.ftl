### /organise paper en français.

command-organise-paper = papier
    .description = Les signatures sur papier, comptées à part.
command-organise-paper-enter = saisir
    .description = Saisir des feuilles ; une autre personne les confirme.
command-organise-paper-enter-option-demand = revendication
    .description = Dans la liste.
command-organise-paper-enter-option-count = nombre
    .description = Combien de signatures sur ces feuilles.
command-organise-paper-enter-option-label = libellé
    .description = Comme « Lyon, feuilles 1 à 12 ». Aucun nom de personne.
command-organise-paper-enter-option-scan = numérisation
    .description = SHA-256 du fichier : sha256sum FICHIER ; Windows : certutil -hashfile FICHIER SHA256.
command-organise-paper-confirm = confirmer
    .description = Confirmer ce qu’une autre personne a saisi.
command-organise-paper-confirm-option-sheets = feuilles
    .description = Dans la liste.
command-organise-paper-withdraw = retirer
    .description = Ne plus compter des feuilles. Les exports les gardent.
command-organise-paper-withdraw-option-sheets = feuilles
    .description = Dans la liste.
command-organise-paper-withdraw-option-note = motif
    .description = Pourquoi, sans aucun nom : les exports le disent.
command-organise-paper-list = liste
    .description = Toutes les feuilles, et leurs SHA-256.
