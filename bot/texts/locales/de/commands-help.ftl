command-help = hilfe
    .description = Was dieser Bot tut und welche Befehle er kennt.
