source-name-boamp = BOAMP (francuskie ogłoszenia)
source-complete-boamp = Muszą dotrzeć wszystkie ogłoszenia, których liczbę podaje portal. Jeśli liczba maleje podczas odczytu, niektóre uznaje się za brakujące.
