### Noms et descriptions de /contracts en français, et les sortes de contrats.

command-contracts = contrats
    .description = Les contrats publics que l’on surveille ici.
command-contracts-list = liste
    .description = Tous les contrats, les derniers changés en premier.
command-contracts-list-option-kind = sorte
    .description = Seulement une sorte de contrats.
command-contracts-show = voir
    .description = Un contrat : qui paie qui, combien, jusqu’à quand, et tous ses avenants.
command-contracts-show-option-contract = contrat
    .description = Quel contrat : tapez un numéro, un mot ou un montant, puis choisissez dans la liste.
command-contracts-search = chercher
    .description = Chercher un contrat par numéro, titre, fournisseur, acheteur ou montant.
command-contracts-search-option-words = mots
    .description = Ce que vous cherchez.

choice-order = commandes
choice-vehicle = contrats-cadres
choice-contract = contrats hors contrat-cadre
choice-notice = avis
choice-article = articles
choice-page = pages surveillées
