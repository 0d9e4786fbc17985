### Nom et description de /organise name en français.

command-organise-name = nom
    .description = Donner ou lister les noms courts d’organismes.
command-organise-name-option-party = organisme
    .description = Nom ou numéro (UEI, LEI, SIREN, SIRET). Sans : la liste.
command-organise-name-option-short = nom-court
    .description = Par exemple ICE ; sans lui, le nom complet.
