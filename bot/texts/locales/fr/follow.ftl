### Ce que les membres lisent d’une annonce groupée.

gathered-why = Depuis le { $since }, les plus importants d’abord :
digest-next-day = Désormais, les changements sont annoncés ici une fois par jour.
digest-next-week = Désormais, les changements sont annoncés ici une fois par semaine.
status-gathered =
    { $count ->
        [one] { $count } nouvelle attend la prochaine annonce groupée : { $moment }.
       *[other] { $count } nouvelles attendent la prochaine annonce groupée : { $moment }.
    }
status-thread-refused = **Aucun fil n’est ouvert :** le bot n’a pas le droit « Créer des fils publics » dans ce salon. Les annonces viennent tout de même. Équipe de campagne : donnez-lui ce droit dans les paramètres du salon, sous Permissions.
status-publish-refused = **Les annonces ne sont pas transmises aux serveurs qui suivent le salon :** le bot n’a pas le droit d’y écrire. Équipe de campagne : donnez-lui ce droit dans les paramètres du salon, sous Permissions.
status-unpublished =
    { $count ->
        [one] { $count } annonce attend d’être transmise aux serveurs qui suivent le salon : Discord en accepte 10 par heure.
       *[other] { $count } annonces attendent d’être transmises aux serveurs qui suivent le salon : Discord en accepte 10 par heure.
    }
help-roles = Seulement certaines nouvelles ? Prenez ou quittez ces rôles vous-même, dans *Salons et rôles* en haut de la liste des salons, s’ils y sont proposés. Le bot ne donne aucun rôle. Tout le monde sur ce serveur voit qui a un rôle.
help-role = • { $role } : { $news }
news-contracts = contrats et montants
news-publications = avis, articles et pages web
news-demands = revendications, décomptes et réponses
news-deadlines = derniers jours pour signer
