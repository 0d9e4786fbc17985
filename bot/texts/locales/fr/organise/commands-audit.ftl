### /organise audit en français.

command-organise-audit = journal
    .description = Ce qu’a fait l’équipe, et quand.
