### Noms et descriptions de /updates en français.

command-updates = nouvelles
    .description = Ce qui a changé dans les contrats et où en sont les veilles.
command-updates-latest = dernières
    .description = Les derniers changements des contrats.
command-updates-status = état
    .description = Quand les sources ont été lues, ce qui a échoué, et ce qui attend d’être annoncé.
