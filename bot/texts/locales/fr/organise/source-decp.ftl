source-field-decp-suppliers = Titulaires (SIREN ou SIRET)
    .placeholder = 123 456 789 (SIREN : l’entreprise et tous ses établissements)
source-field-decp-buyers = Acheteurs publics (SIREN ou SIRET)
    .placeholder = 200 013 183 00021 (SIRET : un établissement)
source-field-decp-words = Mots de l’objet du marché
    .placeholder = maintenance applicative
query-not-siret = « { $value } » n’est ni un SIREN (9 chiffres) ni un SIRET (14), les seuls que connaît cette source. Rien n’a été enregistré. À chercher sur une facture ou sur annuaire-entreprises.data.gouv.fr.
