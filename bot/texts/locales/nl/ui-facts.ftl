### Feiten: /feiten lijst, zoeken en tonen.

facts-title = Feiten
facts-none = Hier is nog geen feit vastgelegd. Het campagneteam voegt ze toe met `/organise do:fact add`.
facts-not-checked = Geen enkel gecontroleerd sinds { $date }
facts-checked = Alle gecontroleerd op { $date }
facts-found-title = Feiten met “{ $words }”
facts-not-found = Geen feit heeft “{ $words }” in de tekst of de bronnen. Probeer minder of andere woorden, of `/feiten lijst`.
fact-sources = Bronnen
fact-source = { $title }, { $publisher }
fact-source-dated = { $title }, { $publisher }, { $date }
fact-corrected-beside = Op { $date } gecorrigeerd in het { $languages }; deze tekst niet, die kan iets anders zeggen.
fact-checked = Gecontroleerd op { $date }
fact-not-checked = Niet gecontroleerd sinds { $date }
