### /organise audit en français.

command-organise-audit = journal
    .description = Ce qu’a fait l’équipe d’organisation, quand, avant et après. Visible par vous uniquement.
