round-post-title = Rozpoczęła się tura { $number } na stronie podpisów
round-post-what = Od { $begun } członkowie związku mogą pobierać żetony na stronie podpisów. Nimi podpisuje się tam kolejne postulaty. Pierwszy może zostać otwarty { $day }: pobierz żetony wcześniej.
round-post-hash =
    Odcisk dotychczasowych tur: wszyscy muszą widzieć ten sam tutaj i, przy turze { $number }, jako „hash” w `{ $file }` na tablicy.
    `{ $digest }`
