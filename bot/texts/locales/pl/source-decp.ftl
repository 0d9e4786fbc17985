source-name-decp = DECP (francuskie umowy publiczne)
source-complete-decp = Najpierw liczy się wiersze. Eksportu z mniejszą liczbą się nie używa, podobnie umowy z mniejszą liczbą wierszy, niż znalazło wyszukiwanie.
