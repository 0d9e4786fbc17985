source-name-boamp = BOAMP (avis français)
source-complete-boamp = Il faut autant d’avis que le portail en compte. Si le nombre diminue pendant la lecture, il en manque.
source-field-boamp-suppliers = Titulaires
    .placeholder = Capgemini
source-field-boamp-buyers = Acheteurs publics
    .placeholder = Ministère de l’Intérieur
source-field-boamp-words = Mots de l’objet de l’avis
    .placeholder = maintenance applicative
