### Noms et descriptions de /demands en français.

command-demands = revendications
    .description = Les revendications du syndicat : les lire, les signer, retirer sa signature.
command-demands-list = liste
    .description = Toutes les revendications, avec leur décompte publié.
command-demands-show = voir
    .description = Lire une revendication et son décompte publié.
command-demands-show-option-demand = revendication
    .description = Quelle revendication : choisissez dans la liste.
command-demands-sign = signer
    .description = Signer une revendication. Réponse visible par vous uniquement.
command-demands-sign-option-demand = revendication
    .description = Quelle revendication : choisissez dans la liste.
command-demands-sign-option-site = site
    .description = Votre site, si vous voulez l’indiquer.
command-demands-withdraw = retirer
    .description = Retirer votre signature d’une revendication. Réponse visible par vous uniquement.
command-demands-withdraw-option-demand = revendication
    .description = Quelle revendication : choisissez dans la liste.
