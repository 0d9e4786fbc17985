### Nom et description de /organise name en français.

command-organise-name = nom
    .description = Noms courts de sociétés et d’organismes : en donner un, ou la liste.
command-organise-name-option-party = organisme
    .description = Son nom ou numéro (UEI, LEI, SIREN, SIRET) ; sans lui, la liste.
command-organise-name-option-short = nom-court
    .description = Par exemple ICE ; sans lui, le nom complet.
