command-help = hilfe
    .description = Was dieser Bot tut, und seine Befehle.
