### /organise settings board

command-organise-settings-board = tableau
    .description = Publier sur le web ce que les membres lisent ici.
command-organise-settings-board-option-public = public
    .description = Oui : publié. Non : retiré.
command-organise-settings-board-option-name = nom
    .description = Son nom dans l’adresse, une fois pour toutes.
