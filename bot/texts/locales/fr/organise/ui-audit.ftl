### Les actes de l’équipe de campagne, comme les montre /organiser action:journal.

audit-title = Ce qu’a fait l’équipe de campagne
audit-none = Rien n’est encore consigné. Désormais, chaque acte de l’équipe de campagne l’est : qui, quand, quoi, et les valeurs avant et après.
audit-sealed = Qui a agi, et les valeurs avant et après, sont chiffrés dans la base de données. Aucune ligne ne peut être changée ni retirée sans rompre la chaîne que suit `tocsin check`.
audit-by-steward = la personne qui administre le bot, ou le bot lui-même
audit-by-erased = une personne de l’équipe dont les données ont été effacées
audit-line = { $label } : { $value }
audit-nothing = rien
audit-yes = oui
audit-no = non
audit-more = { $count ->
    [one] … et { $count } autre valeur
   *[other] … et { $count } autres valeurs
}

## Les actes

audit-act-settings = Réglages modifiés
audit-act-watch-add = Veille ajoutée
audit-act-watch-check = Veille relue sur demande
audit-act-watch-pause = Veille mise en pause
audit-act-watch-resume = Veille reprise
audit-act-watch-remove = Veille supprimée
audit-act-audit-cut = Des lignes plus anciennes manquent : une sauvegarde a été restaurée, ou ce journal a été coupé
audit-act-audit-erased = Identité d’une personne de l’équipe effacée, 30 jours après sa demande
audit-act-posts-again = Annonces incertaines envoyées de nouveau
audit-act-posts-seen = Annonces incertaines notées comme arrivées
audit-act-fact-add = Fait ajouté
audit-act-fact-edit = Fait modifié
audit-act-fact-check = Fait vérifié
audit-act-fact-retire = Fait retiré
audit-act-fact-restore = Fait remis
audit-act-word-add = Mot expliqué
audit-act-word-edit = Explication d’un mot modifiée
audit-act-word-remove = Explication d’un mot supprimée
audit-act-watch-edit = Veille modifiée
audit-act-campaign-export = Fichier de campagne exporté

## Sur quoi portait l’acte

audit-subject-demand = revendication « { $name } »
audit-subject-demand-gone = revendication nº { $number }, qui n’existe plus
audit-subject-fact = fait « { $name } »
audit-subject-fact-gone = fait « { $number } », qui n’existe plus
audit-subject-word = mot « { $name } »
audit-subject-word-gone = mot nº { $number }, qui n’est plus expliqué
audit-subject-campaign = la campagne
audit-subject-watch = veille « { $name } »
audit-subject-watch-gone = veille nº { $number }, qui n’existe plus
audit-subject-unit = site « { $name } »
audit-subject-unit-gone = site nº { $number }, qui n’existe plus
audit-subject-paper = feuilles « { $name } »
audit-subject-paper-gone = feuilles nº { $number }, qui n’existent plus
audit-subject-audit = ce journal lui-même
audit-subject-server = ce serveur
audit-subject-roster = le fichier des adhérent·es
audit-subject-export = les décomptes publiés et les contrats

## Ce qui a changé

audit-field-language = Langue des annonces
audit-field-tokens = Codes qui remplaçaient cette identité
audit-field-channel_id = Salon
audit-field-organiser_role_id = Rôle de l’équipe de campagne
audit-field-organiser_channel_id = Salon de l’équipe de campagne
audit-field-member_role_id = Rôle des personnes qui peuvent signer
audit-field-purchase_news = Commandes d’autres fournisseurs dans un achat publiées
audit-field-subcontract_news = Nouvelles sous-traitances publiées
audit-field-weekly = Annonce hebdomadaire
audit-field-controller = Responsable
audit-field-contact = À qui s’adresser
audit-field-legal_basis = Base légale
audit-field-retention = Durée de conservation
audit-field-recipients = Destinataires
audit-field-name = Nom
audit-field-source = Source
audit-field-query = Ce qui est cherché
audit-field-posts = Annonces
audit-field-word = Mot
audit-field-meaning = Explication
audit-field-title = Titre
audit-field-body = Texte
audit-field-sources = Sources
audit-field-checked_on = Dernière vérification
audit-field-position = Place dans la liste
audit-field-publisher = Éditeur
audit-field-date = Date
audit-field-url = Adresse
