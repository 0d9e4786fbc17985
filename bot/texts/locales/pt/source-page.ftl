source-name-page = Página da web
source-complete-page = A página tem de terminar como antes. Diferenças são verificadas uma segunda vez.
