### /organise round en français.

command-organise-round = tour
    .description = Les tours de jetons pour la page de signature.
command-organise-round-begin = commencer
    .description = Commencer un tour de jetons pour la page de signature.
command-organise-round-status = état
    .description = Le dernier tour : clés, cartes de signature, jetons.
