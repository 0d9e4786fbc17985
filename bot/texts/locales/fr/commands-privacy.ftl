### Noms et descriptions de /privacy en français.

command-privacy = confidentialité
    .description = Ce que deviennent vos données.
command-privacy-notice = notice
    .description = Ce qui est conservé, où, combien de temps, et comment retirer votre signature.
