command-contracts-chart = wykres
    .description = Kwoty w czasie, umowa po umowie, oraz limity.
command-contracts-chart-option-contract = umowa
    .description = Umowa albo umowa ramowa z zamówieniami; puste: wszystko, co obserwujemy.
