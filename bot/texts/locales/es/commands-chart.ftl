command-contracts-chart = gráfico
    .description = Una imagen del dinero en el tiempo, contrato por contrato, y de los topes.
command-contracts-chart-option-contract = contrato
    .description = Un contrato, o un contrato marco con sus pedidos; vacío para todo lo que se sigue.
