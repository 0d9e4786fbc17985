source-name-approch = APProch (plany zakupów)
source-complete-approch = Muszą dotrzeć wszystkie projekty, których liczbę podaje portal. Jeśli liczba maleje podczas odczytu, niektóre uznaje się za brakujące.
