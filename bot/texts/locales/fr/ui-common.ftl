### Ce dont toutes les fiches et toutes les réponses peuvent avoir besoin.

## Listes

pager-previous = Précédent
pager-next = Suivant
# Sous chaque liste de plus d’une page.
pager-where = { $first }–{ $last } sur { $total }

## Ce qu’une source laisse ouvert

labelled = **{ $label } :** { $value }
not-stated = la source ne le dit pas
unnamed = non nommé dans la source

## D’où vient le contenu d’une fiche ; le nom de chaque source

source-name-usaspending = USAspending
source-read = Source : { $source }, lue le { $date }
button-public-page =
    { $kind ->
        [page] Ouvrir la page
        [article] Ouvrir l’article
       *[other] Fiche publique
    }
button-details = Détails
button-demands = Revendications
button-words = Que veulent dire ces mots ?
button-board = Lire sur le tableau

## Échecs

failure-only-in-a-server = Cela ne fonctionne que sur un serveur. Ouvrez le serveur que vous partagez avec ce bot et utilisez-y la commande.
failure-not-allowed = Vous n’avez pas le droit de faire cela ici. Rien n’a changé. Adressez-vous à l’équipe de campagne si vous pensez que vous devriez l’avoir.
failure-outdated = Ce bouton ou cette commande vient d’une ancienne version du bot. Rien n’a changé. Relancez la commande ; si votre liste de commandes semble ancienne, redémarrez Discord.
failure-ours = Quelque chose n’a pas fonctionné de notre côté. Réessayez dans une minute. Si cela se reproduit, donnez cette référence à l’équipe de campagne : **{ $reference }**
failure-not-stored = **Rien n’a été enregistré.** Le bot ne peut rien enregistrer pour le moment, donc ce que vous venez de faire ne compte pas : aucune signature n’a été donnée ni retirée, et rien n’a changé. Réessayez dans quelques minutes ; si cela dure, prévenez l’équipe de campagne.
failure-database-away = **Il n’est pas sûr que cela ait été enregistré.** Le bot ne peut pas compter sur sa base de données pour le moment. Réessayez dans une minute, et regardez si c’est déjà là avant de le refaire. Une signature ne compte jamais deux fois.

## Refus communs à plusieurs commandes

refusal-no-organiser-role = Cette commande est réservée à l’équipe de campagne, et ce serveur n’a pas encore choisi son rôle. Rien n’a changé. Demandez à une personne qui gère le serveur de le choisir avec `/configurer`.
refusal-organiser-role-gone = Le rôle de l’équipe de campagne a été supprimé de ce serveur. Rien n’a changé. Demandez à une personne qui gère le serveur d’en choisir un autre avec `/configurer`.
refusal-manager-not-organiser = Vous gérez ce serveur, mais il vous faut ici le rôle { $role } de l’équipe de campagne. Rien n’a changé. Pour le prendre : *Paramètres du serveur*, *Membres*, votre nom, puis ajoutez le rôle.
refusal-not-organiser = Cette commande est réservée à l’équipe de campagne : il faut le rôle { $role }. Rien n’a changé. Demandez à l’équipe de le faire, ou à une personne qui gère le serveur de vous donner ce rôle.
refusal-choose-from-list = « { $typed } » ne désigne pas une seule entrée. Rien n’a changé. Tapez quelques lettres, puis choisissez dans la liste qui s’affiche.
