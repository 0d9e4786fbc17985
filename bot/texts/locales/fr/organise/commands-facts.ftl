### Noms et descriptions de /facts en français.

command-organise-fact = fait
    .description = Ce que les membres lisent dans /faits.
command-organise-fact-add = ajouter
    .description = Écrire un nouveau fait, avec ses sources.
command-organise-fact-add-option-language = langue
    .description = La langue dans laquelle vous l’écrivez.
command-organise-fact-edit = modifier
    .description = Changer un fait, ou l’écrire dans une autre langue.
command-organise-fact-edit-option-fact = fait
    .description = Dans la liste.
command-organise-fact-edit-option-language = langue
    .description = La langue dans laquelle écrire.
command-organise-fact-check = vérifier
    .description = Dire qu’un fait a été vérifié aujourd’hui et est exact.
command-organise-fact-check-option-fact = fait
    .description = Sans choix : ceux à revérifier.
command-organise-fact-retire = retirer
    .description = Ne plus montrer un fait. On peut le remettre.
command-organise-fact-retire-option-fact = fait
    .description = Sans choix : ceux qui ont été retirés.

command-organise-word = mot
    .description = Les mots que le bot explique.
command-organise-word-add = ajouter
    .description = Expliquer un mot à vous, ou changer son explication.
command-organise-word-add-option-word = mot
    .description = Un mot à changer, ou à traduire.
command-organise-word-add-option-language = langue
    .description = La langue dans laquelle vous l’écrivez.
command-organise-word-remove = supprimer
    .description = Ne plus expliquer un mot.
command-organise-word-remove-option-word = mot
    .description = Dans la liste.
