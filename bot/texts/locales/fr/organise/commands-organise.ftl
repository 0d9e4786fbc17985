### Nom et description de /organise en français.

command-organise = organiser
    .description = Pour l’équipe de campagne : tout ce que vous pouvez faire, ou le chercher.
command-organise-option-do = action
    .description = Que voulez-vous faire ? Tapez un mot, puis choisissez.
