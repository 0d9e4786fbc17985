### Ce qui est écrit dans un salon à propos des contrats : changements, résumés, et l’état de la veille.

## Messages publics

post-who-pays =
    { $kind ->
        [order] **{ $buyer }** a passé cette commande à **{ $supplier }** :
        [vehicle] **{ $buyer }** peut passer commande à **{ $supplier }** :
        [notice] { $supplier ->
            [none] **{ $buyer }** a publié cet avis :
           *[other] **{ $buyer }** a publié cet avis, qui nomme **{ $supplier }** :
        }
        [article] Publié sur **{ $site }** :
        [page] Sur **{ $site }** :
       *[contract] **{ $buyer }** a ce contrat avec **{ $supplier }** :
    }
post-who-pays-untitled =
    { $kind ->
        [order] **{ $buyer }** a passé cette commande à **{ $supplier }**. La source ne dit pas pour quoi.
        [vehicle] **{ $buyer }** peut passer commande à **{ $supplier }**. La source ne dit pas de quoi.
        [notice] { $supplier ->
            [none] **{ $buyer }** a publié cet avis. Il n’a pas de titre.
           *[other] **{ $buyer }** a publié cet avis, qui nomme **{ $supplier }**. Il n’a pas de titre.
        }
        [article] Publié sur **{ $site }**, sans titre.
        [page] Sur **{ $site }**, sans titre.
       *[contract] **{ $buyer }** a ce contrat avec **{ $supplier }**. La source ne dit pas pour quoi.
    }
post-total =
    { $amount ->
        [none] { $source ->
            [decp] Pour tout le contrat : aucun total à jour n’a été lu
           *[other] Montant engagé à ce jour : aucun total à jour n’a été lu
        }
       *[other] { $source ->
            [decp] Pour tout le contrat, hors taxes : **{ $amount }**
           *[other] Montant engagé à ce jour, tous avenants compris : **{ $amount }**
        }
    }
post-own-ceiling =
    { $ceiling ->
        [none] Plafond : non indiqué
       *[other] Des commandes peuvent être passées jusqu’à { $ceiling } en tout ; c’est un maximum, pas de l’argent dépensé.
    }
# Pour un contrat-cadre, selon l’addition de la source ; le nombre de commandes peut manquer.
post-ordered =
    { $count ->
        [none] Montant engagé à ce jour sur ses commandes, selon l’addition de la source : **{ $amount }**
        [one] Montant engagé à ce jour sur sa seule commande, selon la source : **{ $amount }**
       *[other] Montant engagé à ce jour sur ses { $count } commandes, selon l’addition de la source : **{ $amount }**
    }
post-options = Avec toutes les options, le total peut atteindre { $amount }.
post-term = Du { $since } au { $until }
post-since = Depuis le { $since }
post-until = Jusqu’au { $until }
post-potential-end = Avec toutes les options, la fin peut être le { $date }.
post-parent-ceiling =
    { $ceiling ->
        [none] Commande passée au titre du contrat-cadre { $parent }, dont le plafond n’est pas indiqué.
       *[other] Jusqu’à { $ceiling } pour toutes les commandes du contrat-cadre { $parent } ; c’est un maximum, pas de l’argent dépensé.
    }
post-totals-read = Totaux et dates du contrat tels que lus le { $date }.
post-correction = Si un message précédent donnait l’ancienne valeur, celui-ci le corrige : citez la nouvelle.

## Beaucoup de changements en une lecture

changes-title =
    { $count ->
        [one] Un changement trouvé en une lecture
       *[other] { $count } contrats ont changé en une lecture
    }
changes-mixed-title = { $count } nouveautés ou changements en une lecture
changes-why = Tous ont été trouvés en une lecture. Les plus importants :
changes-more =
    { $count ->
        [one] et un autre : utilisez le bouton.
       *[other] et { $count } autres : utilisez le bouton.
    }
changes-all-title = Tous les changements de ce message
changes-gone = Le détail de ce message n’est plus conservé. `/nouvelles dernières` montre les derniers changements.
button-all-changes = Tous les changements

## Le résumé de la première lecture complète d’une veille

digest-title = Veille commencée : « { $name } »
digest-found =
    { $contracts ->
        [0] { $vehicles ->
            [one] Un seul contrat-cadre est répertorié.
           *[other] { $vehicles } contrats-cadres sont répertoriés.
        }
        [one] Une seule commande ou un seul contrat est répertorié{ $vehicles ->
            [0] .
            [one] , ainsi qu’un contrat-cadre.
           *[other] , ainsi que { $vehicles } contrats-cadres.
        }
       *[other] { $contracts } commandes et contrats sont répertoriés{ $vehicles ->
            [0] .
            [one] , ainsi qu’un contrat-cadre.
           *[other] , ainsi que { $vehicles } contrats-cadres.
        }
    }
# Outre les contrats : { $kind } est notice, article ou page.
digest-others =
    { $kind ->
        [notice] { $count ->
            [one] Un avis est répertorié.
           *[other] { $count } avis sont répertoriés.
        }
        [article] { $count ->
            [one] Un article est dans le flux.
           *[other] { $count } articles sont dans le flux.
        }
       *[page] { $count ->
            [one] Une page est surveillée : elle est conservée telle qu’elle est aujourd’hui.
           *[other] { $count } pages sont surveillées : elles sont conservées telles qu’elles sont aujourd’hui.
        }
    }
digest-nothing = Rien n’est encore répertorié. Le bot écrira ici dès qu’il y aura quelque chose.
digest-obligated =
    { $source ->
        [decp] Pour l’ensemble de ces commandes et contrats, hors taxes : **{ $amount }**
       *[other] Montant engagé à ce jour pour ces commandes et contrats : **{ $amount }**
    }
digest-ceiling =
    { $ceiling ->
        [none] Plafond du contrat-cadre { $number } : non indiqué.
       *[other] Plafond du contrat-cadre { $number } : jusqu’à { $ceiling } ; c’est un maximum, pas de l’argent dépensé{ $sum ->
            [none] .
           *[some] , et il ne fait pas partie de la somme ci-dessus.
        }
    }
digest-more-vehicles =
    { $count ->
        [one] et un autre : `/contrats liste` le montre.
       *[other] et { $count } autres : `/contrats liste` les montre.
    }
digest-who-pays =
    { $kind ->
        [vehicle] **{ $buyer }** peut passer commande à **{ $supplier }**.
        [order] **{ $buyer }** a passé commande à **{ $supplier }**.
       *[contract] **{ $buyer }** a un contrat avec **{ $supplier }**.
    }
digest-more-pairs = D’autres acheteurs et fournisseurs aussi : `/contrats liste` les montre.
digest-unread =
    { $count ->
        [one] Un autre contrat n’a pas pu être lu. Il sera dans `/contrats liste` dès que possible.
       *[other] { $count } autres contrats n’ont pas pu être lus. Ils seront dans `/contrats liste` dès que possible.
    }
digest-unknown =
    { $known ->
        [none] La source n’indique aucun montant.
       *[some] { $count ->
            [one] Pour un autre, la source n’indique pas de montant.
           *[other] Pour { $count } autres, la source n’indique pas de montant.
        }
    }
digest-next = À partir de maintenant, chaque changement est annoncé ici une seule fois.
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
failing-next = Prochaine lecture : { $moment }. Ce que la source montrera encore sera alors trouvé. Vous n’avez rien à faire, sauf si cela dure : prévenez alors la personne qui fait tourner le bot. Il sera dit ici une fois que cela remarche.
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
stale-next = Le bot la lit en entier. Elle ne publie peut-être plus, ou publie ailleurs : allez voir vous-même. Ce sera dit ici une fois quand il y aura du nouveau.
stale-over-title = Du nouveau à la source de « { $name } »
stale-over-next = La dernière lecture complète a trouvé du nouveau. Vous n’avez rien à faire.
less-title = Beaucoup moins à la source de « { $name } »
less-numbers = Trouvés avant : { $before }. Trouvés maintenant : { $now }, lors de deux lectures complètes de suite.
less-next = Ce qui a été lu avant est gardé. Comparez avec la source. Si c’est juste, mettez la veille en pause puis reprenez-la : le nouveau nombre compte alors. Ce sera dit ici une fois quand la source en montrera de nouveau plus.
less-over-title = La source de « { $name } » en montre de nouveau plus
less-over-next = La dernière lecture complète a trouvé au moins la moitié de ce qu’elle trouvait avant. Vous n’avez rien à faire.
restyled-title =
    { $source } publie maintenant { $count ->
        [one] un contrat
       *[other] { $count } contrats
    } autrement
restyled-what =
    { $what ->
        [amounts] Les montants sont donnés autrement. Les membres n’en ont pas été avertis. Vérifiez-en un dans la source.
        [days] Les dates sont données autrement ; aucun montant n’a changé. Les membres n’en ont pas été avertis.
       *[nothing] Aucun montant ni aucune date n’a changé. Les membres n’en ont pas été avertis.
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
        [one] Une entrée
       *[other] { $contracts } entrées
    } dans { $watches ->
        [one] une veille
       *[other] { $watches } veilles
    }.
weekly-none = Aucune veille n’est active.
weekly-read =
    { $watches ->
        [one] Dernière lecture complète : { $moment }.
       *[other] Chaque veille déjà lue en entier l’a été pour la dernière fois le { $moment } ou plus tard.
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
