source-name-feed = Kanał wiadomości (RSS)
source-complete-feed = Kanał RSS musi być odczytany do końca. Tego, czego już nie wymienia, nie uznaje się za usunięte.
