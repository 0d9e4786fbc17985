### Fakty: /fakty lista, szukaj i pokaż.

facts-title = Fakty
facts-none = Nie zapisano tu jeszcze żadnego faktu. Zespół kampanii dodaje je przez `/organise do:fact add`.
facts-not-checked = Wszystkie niesprawdzane od { $date }
facts-checked = Wszystkie sprawdzone { $date }
facts-found-title = Fakty ze słowami „{ $words }”
facts-not-found = Żaden fakt nie ma „{ $words }” w tekście ani w źródłach. Spróbuj mniej słów albo innych, lub `/fakty lista`.
fact-sources = Źródła
fact-source = { $title }, { $publisher }
fact-source-dated = { $title }, { $publisher }, { $date }
fact-corrected-beside = Poprawiono { $date } w języku: { $languages }; tego tekstu nie, może mówić co innego.
fact-checked = Sprawdzono { $date }
fact-not-checked = Niesprawdzane od { $date }
