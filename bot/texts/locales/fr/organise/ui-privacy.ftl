### Ce que deviennent les données : la notice pour tout le monde, et le formulaire de l’équipe de campagne.

## Les champs

privacy-form-title = Réglages de confidentialité
privacy-form-controller = Qui est responsable des données
    .hint = Le syndicat ou l’organisme qui décide, avec son nom légal et son adresse.
privacy-form-contact = À qui les membres peuvent s’adresser
    .hint = Une adresse qui est lue : électronique ou postale.
privacy-form-legal-basis = À ajouter sur la base légale
    .hint = Le formulaire cite le consentement explicite (RGPD). Vide, sauf avis de votre juriste.
privacy-form-recipients = Qui d’autre reçoit des données
    .hint = En plus de Discord : les responsables de la section, par exemple. Dans chaque langue de vos membres.
privacy-form-months = Mois avant la destruction de la clé
    .hint = Après la fin des signatures, de { $least } à { $most }. Pour les prochaines revendications.

privacy-saved = Les réglages de confidentialité sont enregistrés. Les membres les voient avec `/confidentialité notice` et dans le formulaire de signature.
privacy-saved-open = Le texte de consentement des revendications ouvertes dans Discord a changé avec eux, et sur la page du syndicat il change avec le prochain changement du texte : toute personne qui signe accepte celui qu’elle lit. Les consentements déjà donnés restent tels quels.
privacy-missing = Il manque encore, ou c’est encore un exemple : { $fields }. D’ici là, aucune revendication ne peut s’ouvrir.
