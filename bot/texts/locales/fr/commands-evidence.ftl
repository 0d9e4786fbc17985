### L’option des preuves de /organise export en français.

command-organise-export-option-evidence = preuves
    .description = À la place : toutes les réponses conservées des sources, dans un fichier vérifiable.
