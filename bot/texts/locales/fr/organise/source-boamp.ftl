source-field-boamp-suppliers = Titulaires
    .placeholder = Capgemini
source-field-boamp-buyers = Acheteurs publics
    .placeholder = Ministère de l’Intérieur
source-field-boamp-words = Mots de l’objet de l’avis
    .placeholder = maintenance applicative
