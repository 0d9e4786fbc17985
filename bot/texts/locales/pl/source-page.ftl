source-name-page = Strona internetowa
source-complete-page = Strona musi kończyć się tak jak wcześniej. Różnice sprawdza się drugi raz.
