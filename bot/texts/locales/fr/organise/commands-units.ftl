### Noms et descriptions de /organise site en français, et de l’option de /demands sign.

command-organise-site = site
    .description = Les sites (ou services) que l’on peut indiquer en signant.
command-organise-site-add = ajouter
    .description = Proposer un site ; une autre personne le confirme.
command-organise-site-add-option-size = effectif
    .description = Personnes, syndiquées ou non.
command-organise-site-add-option-english = anglais
    .description = Son nom en anglais.
command-organise-site-add-option-french = français
    .description = Son nom en français.
command-organise-site-list = liste
    .description = Tous les sites, et leurs effectifs.
command-organise-site-edit = modifier
    .description = Proposer nom ou effectif ; une autre personne confirme.
command-organise-site-edit-option-site = site
    .description = Dans la liste.
command-organise-site-edit-option-size = effectif
    .description = Personnes, syndiquées ou non.
command-organise-site-edit-option-english = anglais
    .description = Son nom en anglais.
command-organise-site-edit-option-french = français
    .description = Son nom en français.
command-organise-site-confirm = confirmer
    .description = Confirmer ce qu’une autre personne a proposé.
command-organise-site-confirm-option-site = site
    .description = Dans la liste.
command-organise-site-remove = supprimer
    .description = Supprimer un site. Ses signatures restent.
command-organise-site-remove-option-site = site
    .description = Dans la liste.

command-demands-sign-option-site = site
    .description = Votre site, si vous voulez l’indiquer.
