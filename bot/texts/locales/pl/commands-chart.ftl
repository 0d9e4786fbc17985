command-contracts-chart = wykres
    .description = Obraz pieniędzy w czasie, umowa po umowie, i limitów.
command-contracts-chart-option-contract = umowa
    .description = Umowa albo umowa ramowa z zamówieniami; puste: wszystko, co obserwujemy.
