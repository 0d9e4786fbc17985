### Ce que deviennent les données : la notice pour tout le monde, et le formulaire de l’équipe d’organisation.

## /confidentialité notice

privacy-title = Ce que deviennent vos données
privacy-stored = **Quand vous signez une revendication**, ce bot conserve : la revendication concernée, un code à clé à la place de votre nom, la version du texte que vous avez accepté, et le jour. Il ne conserve ni votre nom, ni votre compte Discord, ni l’heure, ni l’endroit où vous étiez.
privacy-code = Ce code sert à ne compter personne deux fois et à vous permettre de retirer votre signature. On ne peut le recalculer à partir de votre compte qu’avec une clé secrète, rangée à part des données, et qui doit être détruite quand les données ne servent plus. D’ici là, qui détiendrait à la fois les données et la clé pourrait savoir si un compte donné a signé.
privacy-shown = **Personne ne voit qui a signé** : pas de liste, pas de message public, pas de rôle, pas de message privé. Les décomptes sont publiés par groupes de signatures, et un retrait attend lui aussi le décompte suivant ; seul le décompte final, à la clôture, prend tout ce qui attend. L’équipe d’organisation exporte des nombres, jamais des personnes.
privacy-discord = **Discord voit sur quoi vous appuyez.** C’est son application : il connaît votre compte, et un tribunal peut lui ordonner de remettre ce qu’il détient. Ce que Discord ne doit pas savoir, ne le faites pas ici.
privacy-withdraw = **Vous pouvez retirer votre signature à tout moment**, avec le bouton de la revendication ou avec `/revendications retirer`, sans donner de raison. Elle est alors supprimée ; si elle figurait dans un décompte publié, elle l’est à la publication suivante.
privacy-withdraw-left = Si vous avez quitté le serveur, écrivez à la personne indiquée plus bas, sous « À qui s’adresser ».
privacy-withdraw-left-elsewhere = Si vous avez quitté le serveur, écrivez au syndicat qui a demandé votre signature.
privacy-server = Ce que dit l’équipe d’organisation de ce serveur
privacy-of-controller = **Qui est responsable :** { $text }
privacy-of-contact = **À qui s’adresser :** { $text }
privacy-of-legal-basis = **Sur quelle base légale :** { $text }
privacy-of-retention = **Combien de temps :** { $text }
privacy-of-recipients = **Qui reçoit les données :** { $text }
privacy-of-nobody = L’équipe d’organisation de ce serveur n’a pas encore indiqué qui est responsable des données, combien de temps elles sont conservées et qui les reçoit. D’ici là, aucune revendication ne peut être signée ici.
privacy-of-missing = Il manque encore : { $fields }. D’ici là, aucune nouvelle revendication ne peut s’ouvrir ici.

## Les champs

privacy-field-controller = qui est responsable
privacy-field-contact = à qui s’adresser
privacy-field-legal-basis = la base légale
privacy-field-retention = la durée de conservation
privacy-field-recipients = qui reçoit les données

privacy-form-title = Réglages de confidentialité
privacy-form-controller = Qui est responsable des données
    .hint = Le syndicat ou l’organisme qui décide, avec son nom légal et son adresse.
privacy-form-contact = À qui les membres peuvent s’adresser
    .hint = Une adresse qui est lue : électronique ou postale.
privacy-form-legal-basis = Sur quelle base légale
    .hint = Dans l’UE, par exemple : consentement explicite, article 9, § 2, point a) du RGPD.
privacy-form-retention = Combien de temps elles sont conservées
    .hint = Par exemple : jusqu’à la remise de la revendication, et douze mois au plus.
privacy-form-recipients = Qui les reçoit
    .hint = Tous ceux qui reçoivent des données ou des nombres, Discord compris : tout passe par lui.

privacy-saved = Les réglages de confidentialité sont enregistrés. Les membres les voient avec `/confidentialité notice` et dans le formulaire de signature.
privacy-saved-open = Le texte de consentement des revendications ouvertes a changé avec eux : qui signe à partir de maintenant accepte le nouveau.
privacy-missing = Il manque encore, ou c’est encore un exemple : { $fields }. Aucune revendication ne peut s’ouvrir avant.
