### Nom et description de /help en français.

command-help = aide
    .description = Ce que fait ce bot et ses commandes.
