source-field-approch-buyers = Acheteurs publics (SIREN ou SIRET)
    .placeholder = 110 014 016 (SIREN : l’acheteur et tous ses sites)
source-field-approch-words = Mots du titre ou de la description
    .placeholder = maintenance applicative
