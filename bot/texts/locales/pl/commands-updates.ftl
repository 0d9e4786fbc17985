command-updates = nowości
    .description = Co zmieniło się w umowach i jak idzie obserwacja.
command-updates-latest = ostatnie
    .description = Ostatnie zmiany umów.
command-updates-status = stan
    .description = Kiedy odczytano źródła, co się nie udało i co czeka na publikację.
