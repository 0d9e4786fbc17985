source-field-decp-suppliers = Suppliers (SIREN or SIRET)
    .placeholder = 123 456 789 (SIREN: the company with all its sites)
source-field-decp-buyers = Public buyers (SIREN or SIRET)
    .placeholder = 200 013 183 00021 (SIRET: one site)
source-field-decp-words = Words in the subject of the contract
    .placeholder = maintenance applicative
query-not-siret = “{ $value }” is not a SIREN or SIRET number. Nothing was saved. This source knows companies only by these numbers: give 9 digits (the company) or 14 (one site). They are on invoices, on French payslips and in the company directory annuaire-entreprises.data.gouv.fr.
