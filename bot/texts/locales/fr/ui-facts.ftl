### Les faits : /faits liste, chercher et voir.

facts-title = Faits
facts-none = Aucun fait n’est encore enregistré ici. L’équipe de campagne en ajoute avec `/organiser action:fait ajouter`.
fact-not-checked = Pas vérifié depuis le { $date }
facts-not-checked = Pas vérifiés depuis le { $date }
facts-checked = Tous vérifiés le { $date }
facts-found-title = Faits avec « { $words } »
facts-not-found = Aucun fait ne contient « { $words } », ni dans son texte ni dans ses sources. Essayez moins de mots, d’autres mots, ou `/faits liste`.
fact-sources = Sources
fact-source = { $title }, { $publisher }
fact-source-dated = { $title }, { $publisher }, { $date }
fact-corrected-beside = Corrigé le { $date } en { $languages } ; ce texte-ci ne l’a pas été, et peut dire autre chose.
fact-checked = Vérifié le { $date }
