### Noms et descriptions de /organise unit en français, et de l’option de /demands sign.

command-organise-unit = site
    .description = Les sites et services.
command-organise-unit-add = ajouter
    .description = Proposer un site ; une autre personne le confirme.
command-organise-unit-add-option-size = effectif
    .description = Personnes, syndiquées ou non.
command-organise-unit-add-option-english = anglais
    .description = Son nom en anglais.
command-organise-unit-add-option-french = français
    .description = Son nom en français.
command-organise-unit-list = liste
    .description = Tous les sites et services, et leurs effectifs.
command-organise-unit-edit = modifier
    .description = Proposer nom ou effectif ; une autre personne confirme.
command-organise-unit-edit-option-unit = site
    .description = Dans la liste.
command-organise-unit-edit-option-size = effectif
    .description = Personnes, syndiquées ou non.
command-organise-unit-edit-option-english = anglais
    .description = Son nom en anglais.
command-organise-unit-edit-option-french = français
    .description = Son nom en français.
command-organise-unit-confirm = confirmer
    .description = Confirmer ce qu’une autre personne a proposé.
command-organise-unit-confirm-option-unit = site
    .description = Dans la liste.
command-organise-unit-remove = supprimer
    .description = Supprimer un site. Ses signatures restent.
command-organise-unit-remove-option-unit = site
    .description = Dans la liste.

command-demands-sign-option-site = site
    .description = Votre site ou service, si vous voulez l’indiquer.
