source-name-boamp = BOAMP (French notices)
source-complete-boamp = All notices that the portal counts must come. If the number shrinks during the read, some count as missing.
source-field-boamp-suppliers = Winners
    .placeholder = Capgemini
source-field-boamp-buyers = Public buyers
    .placeholder = Ministère de l’Intérieur
source-field-boamp-words = Words of the notice’s object
    .placeholder = maintenance applicative
