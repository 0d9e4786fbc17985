command-help = ayuda
    .description = Qué hace este bot, y sus comandos.
