### Noms et descriptions de /privacy en français.

command-privacy = confidentialité
    .description = Ce que deviennent vos données.
command-privacy-notice = notice
    .description = Ce qui est conservé, où, combien de temps, et comment retirer votre signature.
command-privacy-export = exporter
    .description = Une copie de ce qui est conservé à votre sujet : demandée aujourd’hui, prête demain.
command-privacy-erase = effacer
    .description = Retirer toutes les signatures de ce compte et effacer ses données.
