### Nom et description de /contracts chart en français.

command-contracts-chart = graphique
    .description = Une image de l’argent dans le temps, contrat par contrat, et des plafonds.
command-contracts-chart-option-contract = contrat
    .description = Un contrat, ou un contrat-cadre avec ses commandes ; vide pour tout ce qui est surveillé.
