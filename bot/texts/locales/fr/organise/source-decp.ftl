source-field-decp-suppliers = Titulaires (SIREN ou SIRET)
    .placeholder = 123 456 789 (SIREN : l’entreprise et tous ses établissements)
source-field-decp-buyers = Acheteurs publics (SIREN ou SIRET)
    .placeholder = 200 013 183 00021 (SIRET : un établissement)
source-field-decp-words = Mots de l’objet du marché
    .placeholder = maintenance applicative
query-not-siret = « { $value } » n’est pas un numéro SIREN ou SIRET, et cette source ne connaît que ces numéros. Rien n’a été enregistré. Donnez 9 chiffres (l’entreprise) ou 14 (un établissement) : voyez une fiche de paie, ou annuaire-entreprises.data.gouv.fr.
