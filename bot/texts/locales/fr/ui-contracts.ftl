### Les listes de contrats, et un contrat avec tout ce qu’on en sait.
### Là où une valeur peut manquer, l’argument est le mot « none ».

## /contrats liste et chercher

contracts-title = Contrats
contracts-title-kind =
    { $kind ->
        [order] Commandes
        [vehicle] Contrats-cadres
        [notice] Avis
        [article] Articles
        [page] Pages surveillées
       *[contract] Contrats hors contrat-cadre
    }
contracts-found = Contrats avec « { $words } »
contracts-none = Aucun contrat n’est encore connu ici. La prochaine lecture peut n’avoir lieu que dans quelques heures ; `/nouvelles état` indique quand.
contracts-none-of-kind = Aucun contrat de cette sorte n’est connu ici. Utilisez `/contrats liste` sans choisir de sorte pour les voir tous.
contracts-no-watch = Pas encore de veille : l’équipe de campagne en ajoute une avec `/organiser action:veille ajouter`.
contracts-not-found = Rien ne correspond à « { $words } ». Essayez un numéro de contrat, une partie d’un nom, ou un montant, par exemple 4 816 782,50.
line-obligated =
    { $source ->
        [decp] { $amount } pour tout le contrat, hors taxes
       *[other] { $amount } engagés
    }
line-ceiling = plafond de { $amount }, un maximum
line-until = jusqu’au { $date }
line-changed = dernier changement : { $date }
line-parties =
    { $supplier ->
        [none] { $buyer }
       *[other] { $buyer } → { $supplier }
    }
line-notice = montant indiqué : { $amount }
line-published = du { $date }
line-planned = prévu
line-source = { $source }, lue le { $date }

## /contrats voir

contract-buyer =
    { $kind ->
        [notice] Acheteur
        [article] Publié par
       *[other] Acheteur
    }
contract-unit = Service
contract-funder = Financé par
contract-supplier =
    { $kind ->
        [notice] Fournisseur qu’il nomme
       *[other] Fournisseur
    }
contract-buyer-parent = L’acheteur relève de
contract-supplier-parent = Le fournisseur relève de
contract-uei = UEI { $uei }
contract-obligated =
    { $source ->
        [decp] Pour tout le contrat, hors taxes
       *[other] Montant engagé à ce jour
    }
contract-exercised = Avec les options levées à ce jour
contract-options = Avec toutes les options, au plus
contract-ceiling = Plafond de toutes les commandes, pas une dépense
contract-parent-ceiling = Plafond de son contrat-cadre, pas une dépense
contract-ordered = Engagé sur ses commandes
contract-paid = Montant versé
contract-signed = Signature
contract-start = Début
contract-end =
    { $kind ->
        [vehicle] Date limite des commandes
       *[other] Fin
    }
contract-potential-end = Fin si toutes les options sont levées
contract-missing =
    { $withdrawn ->
        [yes] Interrogée sur ce numéro, la source répond depuis le { $date } qu’elle n’a pas de tel contrat. Ce qu’elle indiquait avant est montré ici, et conservé comme preuve.
       *[no] La source ne connaît plus ce contrat depuis le { $date }. De telles absences durent souvent quelques jours. Ce qu’elle indiquait avant est montré ici.
    }
contract-unmatched = La recherche de cette veille ne trouve plus ce contrat depuis le { $date }. La source l’a toujours, et il est toujours suivi.
contract-planned = Prévu : c’est une intention de l’acheteur. Ce n’est pas un contrat et cela n’engage pas d’argent.
contract-partial = Seule une partie de ses avenants a été lue : ce que vous voyez ici n’est pas un total.
contract-removed = La page n’est plus à son adresse. Vous voyez ici ce qu’elle indiquait en dernier.
contract-moved = L’adresse de la page mène désormais ailleurs (sur { $host }). Vous voyez ici ce que la page indiquait en dernier.
contract-not-matched = Suivi seulement parce que des commandes qui correspondent à une veille en dépendent.
contract-family = Contrat-cadre et commandes, jamais additionnés
family-vehicle =
    { $ceiling ->
        [none] Contrat-cadre { $number }
       *[other] Contrat-cadre { $number } : jusqu’à { $ceiling } pour toutes ses commandes, pas une dépense
    }
family-this =
    { $kind ->
        [order] Cette commande : { $shown }
        [vehicle] Ce contrat-cadre : { $shown }
       *[contract] Ce contrat : { $shown }
    }
family-ordered =
    { $count ->
        [none] Ses commandes : { $amount } engagés
        [one] Sa seule commande : { $amount } engagés
       *[other] Ses { $count } commandes : { $amount } engagés
    }
family-known =
    { $count ->
        [0] Aucune de ses commandes n’est connue ici
        [one] Une de ses commandes est connue ici :
       *[other] { $count } de ses commandes sont connues ici :
    }
family-others =
    { $count ->
        [0] Aucune autre de ses commandes n’est connue ici
        [one] Une autre de ses commandes est connue ici :
       *[other] { $count } autres de ses commandes sont connues ici :
    }
contract-orders-more =
    { $count ->
        [one] et une autre : voyez `/contrats chercher { $number }`
       *[other] et { $count } autres : voyez `/contrats chercher { $number }`
    }
contract-code-naics = Secteur (NAICS)
contract-code-psc = Produit ou service (PSC)
contract-code-cpv = Objet de l’achat (CPV)
contract-code-notice-type = Sorte d’avis
contract-code-procedure = Procédure
contract-code-nature = Nature
contract-code-award-procedure = Procédure d’attribution
contract-code-linked-notice = Se rattache à l’avis
contract-code-planned-notice = Prévu par l’avis
notice-type-pin-only = annonce d’un projet d’achat
notice-type-cn-standard = appel à la concurrence
notice-type-cn-social = appel à la concurrence, services sociaux et spécifiques
notice-type-cn-desg = appel à concours
notice-type-can-standard = attribution d’un marché
notice-type-can-social = attribution d’un marché, services sociaux et spécifiques
notice-type-can-desg = résultat d’un concours
notice-type-can-modif = modification d’un marché en cours
notice-type-veat = avis avant une attribution sans mise en concurrence
notice-type-corr = rectification d’un avis
notice-type-appel-offre = appel à la concurrence
notice-type-attribution = attribution d’un marché
notice-type-rectificatif = rectification d’un avis
notice-type-annulation = procédure annulée
notice-type-modification = modification d’un marché en cours
notice-type-intention-conclure = avis avant une attribution sans mise en concurrence
contract-status = État
# Dans les mots de la source, là où elle le dit.
status-words =
    { $status ->
        [planned] prévu
        [pending] en attente, pas encore { $kind ->
            [order] signée
           *[other] signé
        }
        [active] en cours
        [cancelled] { $kind ->
            [order] annulée
           *[other] annulé
        }
        [terminated] { $kind ->
            [order] résiliée avant son terme
           *[other] résilié avant son terme
        }
        [closed] { $kind ->
            [order] close
           *[other] clos
        }
        [removed] disparue
        [moved] mène ailleurs
       *[other] { $status }
    }
kind-words =
    { $kind ->
        [order] Une commande : l’organisme achète, ici au titre d’un contrat-cadre.
        [vehicle] Un contrat-cadre : les règles et le plafond des commandes à venir. Seules les commandes engagent de l’argent.
        [notice] Un avis : il annonce un projet, un appel à la concurrence ou une attribution, sans engager d’argent.
        [article] Un article : cité, pas cautionné.
        [page] Une page web surveillée : citée, pas cautionnée.
       *[contract] Un contrat seul : aucun contrat-cadre n’est indiqué au-dessus de lui.
    }
contract-also =
    { $count ->
        [one] Le même contrat dans une autre source, d’après un identifiant que les deux donnent :
       *[other] Le même contrat dans d’autres sources, d’après des identifiants qu’elles partagent :
    }
contract-published = Date de publication
contract-history = Historique, du plus récent au plus ancien
contract-history-none = La source n’indique aucun avenant.
contract-action =
    { $named ->
        [base] Attribution initiale
        [yes] { $number }
       *[no] sans numéro
    }
contract-action-undated = sans date
contract-action-amount =
    { $sign ->
        [plus] +{ $amount }
        [minus] −{ $amount }, retirés
        [zero] aucun montant
       *[none] montant non indiqué
    }
contract-revised = Corrigé : jusqu’au { $until }, la source indiquait { $old }.
contract-action-code =
    { $reason ->
        [none] code { $code }
       *[other] { $reason } (code { $code })
    }
effect-ceiling = Vu en même temps – Plafond : { $old } → { $new }
effect-end = Vu en même temps – { the-end } : { $old } → { $new }
effect-supplier = Vu en même temps – Fournisseur : { $old } → { $new }
contract-subcontracts =
    { $source ->
        [usaspending] Seules les sous-traitances déclarées apparaissent. Beaucoup le sont tard, et rien n’oblige à les déclarer en dessous de 30 000 $US.
        [decp] Seules les sous-traitances déclarées apparaissent : d’autres peuvent aussi faire une partie du travail.
       *[other] Les sous-traitants n’apparaissent pas : d’autres sociétés peuvent faire une partie du travail.
    }

## Ce qu’ouvrent les boutons d’un contrat

button-more = Plus
button-first-seen = Première lecture
button-figures = Évolution des chiffres
button-text = Le texte

figures-title = { contract-name } : évolution des chiffres
figures-why = D’après les lectures du bot, car la source ne garde pas l’historique de ces chiffres. Chaque entrée est une lecture qui a trouvé de nouveaux chiffres.
figures-none = Aucun chiffre n’a été lu.
figures-ordered = Montant engagé sur toutes ses commandes
figures-before = { $value } (avant : { $old })

first-seen-title = { contract-name } : première lecture
first-seen-date = Première lecture le { $date }. Cela a pu être public avant.
first-seen-answers =
    { $count ->
        [0] Aucune réponse de la source n’est conservée de ce moment.
        [one] Conservée telle qu’elle a été lue alors :
       *[other] Conservées telles qu’elles ont été lues alors :
    }
first-seen-answer = { $source }, { $moment }, { $size } octets
first-seen-part = Lu dans une liste de plusieurs contrats : voici ce qu’elle disait de celui-ci.
first-seen-none = La réponse de la source : elle n’a pas de tel contrat.
first-seen-hash = SHA-256
first-seen-attached = en pièce jointe : { $name }
first-seen-too-large = Trop grande pour être jointe ici ; elle est dans les preuves que l’équipe de campagne exporte.
first-seen-more =
    { $count ->
        [one] et une autre réponse, qui est dans les preuves que l’équipe de campagne exporte
       *[other] et { $count } autres réponses, qui sont dans les preuves que l’équipe de campagne exporte
    }
first-seen-why = Un fichier dont le SHA-256 est celui indiqué ci-dessus est, octet pour octet, ce qui a été conservé.

text-title = { contract-name } : le texte
text-read = { $source }, tel que lu le { $date }. Ce sont les mots de l’éditeur.
text-part = Partie { $part } sur { $total }
text-none = Aucun texte n’en est conservé.

## Refus

refusal-search-too-short = Tapez au moins une lettre ou un chiffre de ce que vous cherchez.
