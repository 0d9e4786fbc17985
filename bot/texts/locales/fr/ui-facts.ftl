### Les faits : /faits liste et voir.

facts-title = Faits
facts-none = Aucun fait n’est encore enregistré ici. Ils viennent avec un fichier de campagne : la personne qui fait tourner le bot en charge un avec `tocsin import`.
fact-not-checked = Pas vérifié depuis le { $date }
facts-not-checked = Pas vérifiés depuis le { $date }
facts-checked = Tous vérifiés le { $date }
fact-sources = Sources
fact-source = { $title }, { $publisher }
fact-source-dated = { $title }, { $publisher }, { $date }
fact-checked = Vérifié le { $date }
