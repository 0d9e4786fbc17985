command-contracts-chart = gráfico
    .description = Uma imagem dos valores ao longo do tempo, por contrato, e dos tetos.
command-contracts-chart-option-contract = contrato
    .description = Um contrato, ou um acordo-quadro com seus pedidos; vazio para tudo o que se acompanha.
