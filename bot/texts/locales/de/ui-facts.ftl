### Fakten: /fakten liste, suchen und zeigen.

facts-title = Fakten
facts-none = Hier ist noch kein Fakt eingetragen. Das Kampagnenteam fügt sie mit `/organise do:fact add` hinzu.
facts-not-checked = Keiner geprüft seit { $date }
facts-checked = Alle geprüft am { $date }
facts-found-title = Fakten mit „{ $words }“
facts-not-found = Kein Fakt hat „{ $words }“ im Text oder in den Quellen. Versuch es mit weniger oder anderen Wörtern, oder mit `/fakten liste`.
fact-sources = Quellen
fact-source = { $title }, { $publisher }
fact-source-dated = { $title }, { $publisher }, { $date }
fact-corrected-beside = Am { $date } korrigiert auf { $languages }; dieser Text nicht, er kann etwas anderes sagen.
fact-checked = Geprüft am { $date }
fact-not-checked = Nicht geprüft seit { $date }
