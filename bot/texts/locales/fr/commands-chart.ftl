### Nom et description de /contracts chart en français.

command-contracts-chart = graphique
    .description = L’évolution des montants, contrat par contrat, et les plafonds.
command-contracts-chart-option-contract = contrat
    .description = Un contrat, ou un contrat-cadre avec ses commandes ; vide pour tout ce qui est surveillé.
