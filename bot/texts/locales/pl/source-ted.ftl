source-name-ted = TED (Unia Europejska)
source-complete-ted = Muszą przyjść wszystkie ogłoszenia, które liczy TED. Jeśli liczba maleje podczas odczytu, niektóre uznaje się za brakujące.
