command-help = hulp
    .description = Wat deze bot doet, en zijn opdrachten.
