source-name-boamp = BOAMP (French notices)
source-complete-boamp = As many notices must come as the portal counts; a number that shrinks while it is read counts as missing.
source-field-boamp-suppliers = Winners
    .placeholder = Capgemini
source-field-boamp-buyers = Public buyers
    .placeholder = Ministère de l’Intérieur
source-field-boamp-words = Words of the notice’s object
    .placeholder = maintenance applicative
