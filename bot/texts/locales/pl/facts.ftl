### Fakty: co mówi kampania, na czyje słowo i kiedy to sprawdzono.

## Co wiadomo o stwierdzeniu. „meaning” objaśnia słowo tam, gdzie jest miejsce.

fact-state-confirmed = Potwierdzone
    .meaning = Jest w publicznych danych albo potwierdziły to osoby lub instytucje, których dotyczy.
fact-state-stated = Według słów
    .meaning = Ktoś tak mówi; tekst podaje, kto. Nie sprawdziliśmy tego w danych.
fact-state-disputed = Sporne
    .meaning = Opublikowano to, ale dane lub druga strona mówią co innego. Przeczytaj tekst, zanim to zacytujesz.
fact-state-unconfirmed = Niepotwierdzone
    .meaning = Opublikowano to, a nie znaleźliśmy danych, które by to potwierdzały. Nie cytuj tego jako pewne.

## Co się nie udało

refusal-no-such-fact = Nie ma tu takiego faktu albo go usunięto. Wybierz z listy faktów.
