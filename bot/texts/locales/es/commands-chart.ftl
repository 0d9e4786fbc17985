command-contracts-chart = gráfico
    .description = Una imagen de los importes a lo largo del tiempo, contrato por contrato, y de los topes.
command-contracts-chart-option-contract = contrato
    .description = Un contrato, o un acuerdo marco con sus pedidos; vacío para todo lo que se sigue.
