### La source « feed » : les articles d’un flux.

source-field-feed-address = Adresse du flux (RSS, Atom, JSON Feed)
    .placeholder = https://www.exemple.org/flux.xml
source-field-feed-words = Seulement les articles avec un de ces mots
    .placeholder = Des mots entiers, un par ligne. Laissez vide pour tous les articles.

query-word-too-long = Un mot ou une expression est trop long (maximum { $value } caractères). Rien n’a été enregistré. Mettez chacun sur sa propre ligne.
