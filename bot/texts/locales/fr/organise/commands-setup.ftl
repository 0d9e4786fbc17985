### Nom et description de /setup en français.

command-setup = configurer
    .description = Configurer le bot, étape par étape : ce qui est fait, ce qui manque.
