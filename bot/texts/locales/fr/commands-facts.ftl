### Noms et descriptions de /facts en français.

command-facts = faits
    .description = Ce que l’on sait, de qui on le tient et quand cela a été vérifié.
command-facts-list = liste
    .description = Tous les faits, avec leurs sources.
command-facts-show = voir
    .description = Un fait et toutes ses sources.
command-facts-show-option-fact = fait
    .description = Quel fait : tapez un mot, puis choisissez dans la liste.
command-facts-search = chercher
    .description = Trouver un fait par un mot de son texte ou de ses sources.
command-facts-search-option-words = mots
    .description = Ce que vous cherchez.
