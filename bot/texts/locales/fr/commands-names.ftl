### Noms et descriptions de /organise name en français.

command-organise-name = nom
    .description = Les noms courts des sociétés et des organismes.
command-organise-name-set = définir
    .description = Donner un nom court à une société ou à un organisme, ou le retirer.
command-organise-name-set-option-party = organisme
    .description = Son nom tel que la source l’écrit, ou son numéro : UEI, LEI, SIREN ou SIRET.
command-organise-name-set-option-short = nom-court
    .description = Le nom court, par exemple ICE. Sans lui, le nom complet est de nouveau utilisé.
command-organise-name-list = liste
    .description = Tous les noms courts.
