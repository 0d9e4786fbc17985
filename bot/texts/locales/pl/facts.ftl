### Fakty: co mówi kampania, na czyje słowo i kiedy to sprawdzono.

## Co wiadomo o stwierdzeniu. „meaning” objaśnia słowo tam, gdzie jest miejsce.

fact-state-confirmed = Potwierdzone
    .meaning = Pokazują to publiczne dane albo potwierdziły to osoby lub instytucje, których dotyczy.
fact-state-stated = Wypowiedź
    .meaning = Ktoś tak mówi; tekst podaje, kto. Nie porównano tego z danymi.
fact-state-disputed = Sporne
    .meaning = Opublikowano to, ale dane lub druga strona mówią co innego. Przeczytaj tekst, zanim to zacytujesz.
fact-state-unconfirmed = Niepotwierdzone
    .meaning = Opublikowano to, ale nie znaleziono potwierdzających danych. Nie cytuj tego jako pewne.

## Co się nie udało

refusal-no-such-fact = Nie ma tu takiego faktu albo go usunięto. Niczego nie zmieniono. Wybierz z listy.
