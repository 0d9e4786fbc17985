source-name-feed = Kanał wiadomości
source-complete-feed = Kanał musi być odczytany do końca. Tego, czego już nie wymienia, nie uznaje się za usunięte.
