source-name-ted = TED (Unia Europejska)
source-complete-ted = Muszą dotrzeć wszystkie ogłoszenia, których liczbę podaje TED. Jeśli liczba maleje podczas odczytu, niektóre uznaje się za brakujące.
