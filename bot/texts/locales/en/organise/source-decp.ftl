source-field-decp-suppliers = Suppliers (SIREN or SIRET)
    .placeholder = 123 456 789 (SIREN: the company with all its sites)
source-field-decp-buyers = Public buyers (SIREN or SIRET)
    .placeholder = 200 013 183 00021 (SIRET: one site)
source-field-decp-words = Words in the subject of the contract
    .placeholder = maintenance applicative
query-not-siret = “{ $value }” is not a SIREN (9 digits) or SIRET (14), and this source knows companies by nothing else. Nothing was saved. Look it up on an invoice or at annuaire-entreprises.data.gouv.fr.
