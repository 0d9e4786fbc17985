source-field-approch-buyers = Public buyers (SIREN or SIRET)
    .placeholder = 110 014 016 (SIREN: the buyer with all its sites)
source-field-approch-words = Words in the title or description
    .placeholder = maintenance applicative
