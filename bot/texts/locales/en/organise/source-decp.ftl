source-field-decp-suppliers = Suppliers (SIREN or SIRET)
    .placeholder = 123 456 789 (SIREN: the company with all its sites)
source-field-decp-buyers = Public buyers (SIREN or SIRET)
    .placeholder = 200 013 183 00021 (SIRET: one site)
source-field-decp-words = Words of the contract’s object
    .placeholder = maintenance applicative
query-not-siret = “{ $value }” is not a SIREN or SIRET number. This source knows companies only by these numbers: give 9 digits (the company) or 14 (one site), as on its invoices.
