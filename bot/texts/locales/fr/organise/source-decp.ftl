source-field-decp-suppliers = Titulaires (SIREN ou SIRET)
    .placeholder = 123 456 789 (SIREN : l’entreprise et tous ses établissements)
source-field-decp-buyers = Acheteurs publics (SIREN ou SIRET)
    .placeholder = 200 013 183 00021 (SIRET : un établissement)
source-field-decp-words = Mots de l’objet du marché
    .placeholder = maintenance applicative
query-not-siret = « { $value } » n’est pas un numéro SIREN ou SIRET. Rien n’a été enregistré. Cette source ne connaît les entreprises que par ces numéros : donnez 9 chiffres (l’entreprise) ou 14 (un établissement). Ils figurent sur les factures, sur la fiche de paie et dans l’annuaire annuaire-entreprises.data.gouv.fr.
