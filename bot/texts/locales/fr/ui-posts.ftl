### Ce qui est écrit dans un salon à propos des contrats : changements, résumés, et l’état des veilles.

## Messages publics

# « Commande 70CDCR24FR0000006. Objet, en anglais dans la source : « … » » ; $source indique la langue de l’objet.
post-about =
    { $source ->
        [usaspending] { $name }. Objet, en anglais dans la source : { $title }
       *[other] { $name }, { $title }
    }
post-total =
    { $source ->
        [decp] Tout le contrat, hors taxes : **{ $amount }**
       *[other] Engagé en tout : **{ $amount }**
    }
post-own-ceiling = Plafond : **{ $ceiling }** pour toutes ses commandes, pas une dépense
# Pour un contrat-cadre, selon l’addition de la source ; le nombre de commandes peut manquer.
post-ordered =
    { $count ->
        [none] Engagé sur ses commandes : **{ $amount }**
        [one] Engagé sur sa seule commande : **{ $amount }**
       *[other] Engagé sur ses { $count } commandes : **{ $amount }**
    }
post-options = Avec toutes les options : jusqu’à { $amount }
post-until =
    { $kind ->
        [vehicle] Commandes jusqu’au { $until }
       *[other] Jusqu’au { $until }
    }
post-parent-ceiling =
    { $ceiling ->
        [none] Au titre du contrat-cadre { $parent }
       *[other] Contrat-cadre { $parent } : jusqu’à { $ceiling } pour toutes ses commandes, pas une dépense
    }
post-totals-read = Totaux et dates tels que lus le { $date }
post-correction = Citez désormais la valeur corrigée.

## Beaucoup de changements en une lecture

changes-title =
    { $count ->
        [one] 1 contrat a changé
       *[other] { $count } contrats ont changé
    }
changes-mixed-title = { $count } nouveautés ou changements
changes-why = Les plus importants :
changes-more =
    { $count ->
        [one] et 1 autre : utilisez le bouton.
       *[other] et { $count } autres : utilisez le bouton.
    }
changes-all-title = Tous les changements de cette annonce
changes-gone = Le détail de cette annonce n’est plus conservé. `/nouvelles dernières` montre les derniers changements.
button-all-changes = Tous les changements

## Le résumé de la première lecture complète d’une veille

digest-title = Veille commencée : « { $name } »
digest-found =
    { $contracts ->
        [0] {""}
        [one] 1 commande ou contrat
       *[other] { $contracts } commandes et contrats
    }{ $vehicles ->
        [0] {""}
        [one] { $contracts ->
            [0] {""}
           *[other] ,{" "}
        }1 contrat-cadre
       *[other] { $contracts ->
            [0] {""}
           *[other] ,{" "}
        }{ $vehicles } contrats-cadres
    }
# Outre les contrats : { $kind } est notice, article ou page.
digest-others =
    { $kind ->
        [notice] { $count ->
            [one] 1 avis
           *[other] { $count } avis
        }
        [article] { $count ->
            [one] 1 article dans le flux
           *[other] { $count } articles dans le flux
        }
       *[page] { $count ->
            [one] 1 page, conservée telle qu’elle est aujourd’hui
           *[other] { $count } pages, conservées telles qu’elles sont aujourd’hui
        }
    }
digest-nothing = Rien n’est encore répertorié. Le bot écrira ici dès qu’il y aura quelque chose.
digest-obligated =
    { $source ->
        [decp] Contrats entiers, hors taxes : **{ $amount }**
       *[other] Engagé à ce jour : **{ $amount }**
    }
digest-ceiling = jusqu’à { $ceiling }
digest-ceilings = Un plafond est un maximum, pas une dépense.
digest-more =
    { $count ->
        [one] et 1 autre : `/contrats liste`
       *[other] et { $count } autres : `/contrats liste`
    }
digest-more-pairs = et d’autres acheteurs ou fournisseurs
digest-more-currencies =
    { $count ->
        [one] et des montants dans 1 autre devise
       *[other] et des montants dans { $count } autres devises
    }
digest-unread =
    { $count ->
        [one] 1 autre n’a pas encore pu être lu ; il sera dans `/contrats liste` dès que possible.
       *[other] { $count } autres n’ont pas encore pu être lus ; ils seront dans `/contrats liste` dès que possible.
    }
digest-unknown =
    { $known ->
        [none] La source n’indique aucun montant.
       *[some] { $count ->
            [one] sans compter 1 contrat de montant inconnu
           *[other] sans compter { $count } contrats de montant inconnu
        }
    }
digest-next = Désormais, les changements sont annoncés ici.
button-contracts = Tous les contrats

## Veilles en échec, rétablies, et la ligne de chaque semaine

failing-title = « { $name } » n’est pas lue en entier
failing-count =
    { $count ->
        [one] La dernière lecture de cette veille n’était pas complète.
       *[other] Les { $count } dernières lectures de cette veille n’étaient pas complètes.
    }
failing-last =
    { $moment ->
        [none] Elle n’a pas encore été lue en entier.
       *[other] Dernière lecture complète : { $moment }.
    }
failing-next = Prochaine lecture : { $moment }. Vous n’avez rien à faire, sauf si cela dure : prévenez alors la personne qui administre le bot. Un message vous préviendra quand tout fonctionne.
working-title = « { $name } » peut de nouveau être lue
working-read = Dernière lecture complète : { $moment }.
working-next = Ce que la source a montré entre-temps et ne montre plus ne peut pas être rattrapé ; tout le reste est annoncé comme d’habitude.
working-now-failing = Depuis, une lecture a de nouveau échoué ; `/nouvelles état` indique pourquoi.
stale-title = Rien de nouveau à la source de « { $name } »
stale-since =
    Dernière nouveauté : { $since }. { $longest ->
        [0] Elle n’était jamais restée si longtemps sans rien de nouveau.
        [one] Jusqu’ici, elle n’était jamais restée plus d’un jour ou deux sans rien de nouveau.
       *[other] Jusqu’ici, elle n’était jamais restée plus de { $longest } jours sans rien de nouveau.
    }
stale-next = Le bot la lit en entier. Elle ne publie peut-être plus, ou publie ailleurs : allez voir vous-même. Un message vous préviendra quand il y aura du nouveau.
stale-over-title = Du nouveau à la source de « { $name } »
stale-over-next = La dernière lecture complète a trouvé du nouveau. Vous n’avez rien à faire.
less-title = Beaucoup moins à la source de « { $name } »
less-numbers = Trouvés avant : { $before }. Trouvés maintenant : { $now }, lors de deux lectures complètes de suite.
less-next = Ce qui a été lu avant est gardé. Comparez avec la source. Si c’est juste, mettez la veille en pause puis reprenez-la : le nouveau nombre compte alors. Un message vous préviendra quand la source en montrera de nouveau plus.
less-over-title = La source de « { $name } » en montre de nouveau plus
less-over-next = La dernière lecture complète a trouvé au moins la moitié de ce qu’elle trouvait avant. Vous n’avez rien à faire.
restyled-title =
    { $source } publie maintenant { $count ->
        [one] un contrat
       *[other] { $count } contrats
    } autrement
restyled-what =
    { $what ->
        [amounts] Les montants sont donnés autrement. Aucun changement n’a été annoncé pour cela. Vérifiez-en un dans la source.
        [days] Les dates sont données autrement ; aucun montant n’a changé. Aucun changement n’a été annoncé pour cela.
       *[nothing] Aucun montant ni aucune date n’a changé. Aucun changement n’a été annoncé pour cela.
    }
unsteady-title = Les valeurs de { $source } changent sans cesse
unsteady-what =
    Depuis le { $since }, { $count ->
        [one] un contrat montre
       *[other] { $count } contrats montrent
    } { $what ->
        [amounts] des montants
        [days] des dates
       *[nothing] des noms ou des numéros
    } qui changent sans cesse. Le bot ne peut pas savoir ce qui est juste et n’en annonce rien. Allez voir la source elle-même.
unsteady-next = Ce que deux lectures complètes de suite confirment est repris et annoncé. Les nouveaux contrats et avenants sont toujours annoncés. `/nouvelles état` le dit tant que cela dure.
restyled-examples = Par exemple :
restyled-id = l’identifiant « { $old } » devient « { $new } »
restyled-vehicle = le contrat-cadre « { $old } » devient « { $new } »
restyled-name = le fournisseur « { $old } » devient « { $new } »
restyled-supplier = le fournisseur « { $old } » devient « { $new } »
restyled-buyer = l’acheteur « { $old } » devient « { $new } »
restyled-title-text = le titre « { $old } » devient « { $new } »
restyled-action-id = l’identifiant d’un avenant « { $old } » devient « { $new } »
restyled-number = l’avenant « { $old } » devient « { $new } »
restyled-description = la description « { $old } » devient « { $new } »
restyled-amount = un montant de { $old } devient { $new }
restyled-total = un total de { $old } devient { $new }
restyled-ceiling = un plafond de { $old } devient { $new }
restyled-date = un avenant du { $old } est maintenant daté du { $new }
restyled-end = une fin au { $old } passe au { $new }
restyled-status = l’état « { $old } » devient « { $new } »
weekly-title = La veille continue
weekly-watching =
    { $contracts ->
        [0] Rien de répertorié encore
        [one] 1 entrée
       *[other] { $contracts } entrées
    } dans { $watches ->
        [one] 1 veille
       *[other] { $watches } veilles
    }.
weekly-none = Aucune veille n’est active.
weekly-read =
    { $watches ->
        [one] Dernière lecture complète : { $moment }.
       *[other] Dernières lectures complètes : { $moment } ou plus tard.
    }
weekly-unread =
    { $count ->
        [one] Une veille n’a pas encore été lue en entier.
       *[other] { $count } veilles n’ont pas encore été lues en entier.
    }
weekly-paused =
    { $count ->
        [one] Une veille est en pause.
       *[other] { $count } veilles sont en pause.
    }
weekly-failing = **Lectures incomplètes :** des changements peuvent manquer. `/nouvelles état` indique pourquoi.
weekly-failing-watch =
    { $moment ->
        [none] { $name } : pas encore lue en entier
       *[other] { $name } : lue en entier pour la dernière fois le { $moment }
    }
weekly-failing-more =
    { $count ->
        [one] et une autre veille
       *[other] et { $count } autres veilles
    }
# Combien de veilles ont été lues en entier depuis : { $read } est all, some ou none.
weekly-changes =
    { $count ->
        [0] { $read ->
            [none] On ne sait pas si quelque chose a changé depuis le { $since } : aucune veille n’a été lue en entier depuis.
            [some] Aucun changement depuis le { $since } dans ce qui a pu être lu.
           *[all] Aucun changement depuis le { $since }.
        }
        [one] Du nouveau pour une entrée depuis le { $since } : voyez `/nouvelles dernières`.
       *[other] Du nouveau pour { $count } entrées depuis le { $since } : voyez `/nouvelles dernières`.
    }
