source-field-boamp-suppliers = Winners
    .placeholder = Capgemini
source-field-boamp-buyers = Public buyers
    .placeholder = Ministère de l’Intérieur
source-field-boamp-words = Words in the subject of the notice
    .placeholder = maintenance applicative
