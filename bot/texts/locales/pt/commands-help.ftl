command-help = ajuda
    .description = O que este bot faz, e seus comandos.
