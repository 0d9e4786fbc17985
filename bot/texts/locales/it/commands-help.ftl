command-help = aiuto
    .description = Che cosa fa questo bot, e i suoi comandi.
