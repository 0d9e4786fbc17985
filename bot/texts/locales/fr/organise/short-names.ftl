### Les noms courts des sociétés et des organismes.

short-names-title = Noms courts
short-names-none = Il n’y en a pas encore. `/organiser action:nom donner` en ajoute un : ICE au lieu de U.S. Immigration and Customs Enforcement.
short-name-set = { $party } s’appelle désormais **{ $short }** dans les titres, les listes et les graphiques.
short-name-removed = { $party } n’a pas de nom court.
refusal-short-name-party = « { $party } » n’est ni une société ni un organisme. Rien n’a changé. Donnez son nom tel que la source l’écrit, ou un numéro : UEI (12 lettres et chiffres), LEI (20), SIREN (9 chiffres) ou SIRET (14).
refusal-short-name-long = Le nom court est trop long ({ $length } caractères ; maximum { $limit }). Rien n’a changé. Raccourcissez-le.
refusal-short-names-too-many = Il y a déjà { $most } noms courts (le maximum). Rien n’a changé. Supprimez-en d’abord un : `/organiser action:nom donner` sans nom court.
audit-act-short-name = Nom court défini
audit-field-party = Société ou organisme
audit-field-short = Nom court
