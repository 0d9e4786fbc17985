source-complete-usaspending = Er worden pagina’s gelezen tot er een niet vol is, ook als de bron zegt dat er geen meer zijn.
