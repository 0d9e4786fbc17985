command-contracts-chart = diagramm
    .description = Ein Bild der Beträge im Lauf der Zeit, je Vertrag, und der Obergrenzen.
command-contracts-chart-option-contract = vertrag
    .description = Ein Vertrag, oder ein Rahmenvertrag mit seinen Aufträgen; leer für alle beobachteten.
