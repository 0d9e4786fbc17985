source-name-boamp = BOAMP (francuskie ogłoszenia)
source-complete-boamp = Muszą przyjść wszystkie ogłoszenia, które liczy portal. Jeśli liczba maleje podczas odczytu, niektóre uznaje się za brakujące.
