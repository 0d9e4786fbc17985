### Les contrats et leurs changements, sur les cartes et dans les messages publics.
### Là où une valeur peut manquer, l’argument est le mot « none ».

## Mots

quoted = « { $words } »

# « Commande 70CDCR24FR0000006 » ; le numéro est celui de la source.
contract-name =
    { $kind ->
        [order] Commande { $number }
        [vehicle] Contrat-cadre { $number }
       *[contract] Contrat { $number }
    }

# Qui achète quelle sorte de contrat : la fin d’un titre.
contract-of-buyer =
    { $kind ->
        [order] une commande passée par { $buyer }
        [vehicle] un contrat-cadre conclu par { $buyer }
       *[contract] un contrat conclu par { $buyer }
    }

the-end =
    { $kind ->
        [vehicle] la date limite des commandes
       *[other] la fin
    }

## Titres : ce qui s’est passé, en une ligne

headline-new-vehicle =
    { $amount ->
        [none] Nouveau contrat-cadre conclu par { $buyer }, plafond non indiqué
       *[other] Nouveau contrat-cadre conclu par { $buyer } : jusqu’à { $amount } de commandes
    }
headline-new-order =
    { $amount ->
        [none] Nouvelle commande passée par { $buyer }, montant non indiqué
       *[other] Nouvelle commande passée par { $buyer } : { $amount }
    }
headline-new-contract =
    { $amount ->
        [none] Nouveau contrat conclu par { $buyer }, montant non indiqué
       *[other] Nouveau contrat conclu par { $buyer } : { $amount }
    }
headline-money-added = { $amount } de plus pour { contract-of-buyer }
headline-money-removed = { $amount } de moins pour { contract-of-buyer }
headline-ceiling-raised = Plafond relevé à { $new } pour { contract-of-buyer }
headline-ceiling-lowered = Plafond abaissé à { $new } pour { contract-of-buyer }
headline-extended = Prolongation jusqu’au { $new } : { contract-of-buyer }
headline-shortened = Fin avancée au { $new } : { contract-of-buyer }
# Les résiliations d’après le code de la source. Elles peuvent ne porter que sur une partie de ce qui était commandé.
headline-terminated =
    { $code ->
        [E] Résiliation pour manquement : { contract-of-buyer }
        [F] Résiliation pour convenance de l’acheteur : { contract-of-buyer }
        [N] Annulation juridique : { contract-of-buyer }
        [X] Résiliation pour motif grave : { contract-of-buyer }
       *[other] Résiliation : { contract-of-buyer }
    }
headline-scope-changed = Des travaux s’ajoutent à { contract-of-buyer }
headline-supplier-changed = Un autre fournisseur pour { contract-of-buyer }
headline-corrected = Correction concernant { contract-of-buyer }
headline-action =
    { $reason ->
        [none] Un avenant à { contract-of-buyer }
       *[other] Un avenant à { contract-of-buyer } : { $reason }
    }

## Les changements en phrases. « by » est un message « change-by », ou « none ».

# « L’avenant P00012 du 19 février 2026 (levée d’une option) »
change-by =
    { $named ->
        [base] L’attribution initiale
        [yes] L’avenant { $number }
       *[no] Un avenant
    }{ $date ->
        [none] {""}
       *[other] {" "}du { $date }
    }{ $reason ->
        [none] {""}
       *[other] {" "}({ $reason })
    }

change-new-vehicle =
    { $signed ->
        [none] Ce contrat-cadre est nouveau dans la source.
       *[other] Ce contrat-cadre a été signé le { $signed }.
    } { $ceiling ->
        [none] Son plafond n’est pas indiqué.
       *[other] Des commandes peuvent être passées jusqu’à { $ceiling } en tout ; c’est un maximum, pas de l’argent dépensé.
    }
change-new-order =
    { $signed ->
        [none] Cette commande est nouvelle dans la source
       *[other] Cette commande a été passée le { $signed }
    }{ $amount ->
        [none]  ; son montant n’est pas indiqué.
       *[other]  ; { $amount } sont engagés à ce jour.
    }
change-new-contract =
    { $signed ->
        [none] Ce contrat est nouveau dans la source
       *[other] Ce contrat a été signé le { $signed }
    }{ $amount ->
        [none]  ; son montant n’est pas indiqué.
       *[other]  ; { $amount } sont engagés à ce jour.
    }
change-money-added = { $by } ajoute { $amount }.
change-money-removed = { $by } retire { $amount }.
change-ceiling-raised =
    { $by ->
        [none] Le plafond passe
       *[other] { $by } relève le plafond
    } de { $old } à { $new }.
change-ceiling-lowered =
    { $by ->
        [none] Le plafond descend
       *[other] { $by } abaisse le plafond
    } de { $old } à { $new }.
change-extended =
    { $by ->
        [none] Le contrat est prolongé
       *[other] { $by } prolonge le contrat
    } : { the-end } passe du { $old } au { $new }.
change-shortened =
    { $by ->
        [none] Date avancée : { the-end } passe
       *[other] { $by } avance { the-end } : elle passe
    } du { $old } au { $new }.
change-terminated =
    { $by } met fin au contrat avant son terme, en tout ou en partie{ $sign ->
        [minus] , et retire { $amount }
        [plus] , et ajoute { $amount }
       *[none] {""}
    }. { $code ->
        [E] L’acheteur estime que le fournisseur n’a pas fait ce qui était convenu.
        [F] L’acheteur n’en veut plus ; rien n’est reproché au fournisseur.
        [N] Il est annulé pour des raisons juridiques.
        [X] L’acheteur estime que le fournisseur n’a pas respecté ses engagements.
       *[other] La source ne dit pas pourquoi.
    }
change-scope-changed =
    { $by ->
        [none] Des travaux s’ajoutent.
       *[other] { $by } ajoute des travaux.
    }
change-supplier-changed =
    { $by ->
        [none] Le fournisseur indiqué
       *[other] { $by } : le fournisseur
    } est maintenant { $new } ; avant, { $old }.
change-action =
    { $by } n’ajoute pas d’argent et ne déplace aucune date.{ $owner ->
        [new] {" "}La source ne montre pas encore d’autre nom.
       *[same] {""}
    }
change-corrected-both = Correction. { $by } : la source indique maintenant { $new } le { $new_date }, et non plus { $old } le { $old_date }.
change-corrected-amount = Correction. { $by } : la source indique maintenant { $new }, et non plus { $old }.
change-corrected-date = Correction. { $by } : la source indique maintenant le { $new_date }, et non plus le { $old_date }.
change-corrected-total = Correction. La source indique maintenant { $new } engagés en tout, et non plus { $old }.
change-corrected-currency = Correction. La source indique maintenant les montants ainsi : { $new }, et non plus { $old }.

## Motifs des avenants, d’après le code de la source

action-reason-usaspending-a = travaux supplémentaires
action-reason-usaspending-b = accord dans le périmètre prévu
action-reason-usaspending-c = financement seul
action-reason-usaspending-d = ordre de modification
action-reason-usaspending-e = résiliation pour manquement
action-reason-usaspending-f = résiliation à l’initiative de l’acheteur
action-reason-usaspending-g = levée d’une option
action-reason-usaspending-h = conditions provisoires rendues définitives
action-reason-usaspending-j = reprise du contrat par une autre société
action-reason-usaspending-k = clôture
action-reason-usaspending-l = ordre de modification rendu définitif
action-reason-usaspending-m = autre acte administratif
action-reason-usaspending-n = annulation juridique
action-reason-usaspending-p = fusion du fournisseur
action-reason-usaspending-r = déclarations du fournisseur renouvelées
action-reason-usaspending-s = changement de numéro du contrat
action-reason-usaspending-t = transfert à un autre service
action-reason-usaspending-v = changement de nom du fournisseur
action-reason-usaspending-w = changement d’adresse du fournisseur
action-reason-usaspending-x = résiliation pour motif grave
action-reason-usaspending-y = ajout d’un plan de sous-traitance

## Messages publics

post-who-pays =
    { $kind ->
        [vehicle] **{ $buyer }** peut passer commande à **{ $supplier }** :
       *[other] **{ $buyer }** paie **{ $supplier }** pour :
    }
post-who-pays-untitled =
    { $kind ->
        [vehicle] **{ $buyer }** peut passer commande à **{ $supplier }**. La source ne dit pas de quoi.
       *[other] **{ $buyer }** paie **{ $supplier }**. La source ne dit pas pour quoi.
    }
post-total =
    { $amount ->
        [none] Montant engagé à ce jour : non indiqué
       *[other] Montant engagé à ce jour, tous avenants compris : **{ $amount }**
    }
post-own-ceiling =
    { $ceiling ->
        [none] Plafond : non indiqué
       *[other] Des commandes peuvent être passées jusqu’à { $ceiling } en tout ; c’est un maximum, pas de l’argent dépensé.
    }
post-options = Avec toutes les options, le total peut atteindre { $amount }.
post-term = Du { $since } au { $until }
post-since = Depuis le { $since }
post-until = Jusqu’au { $until }
post-parent-ceiling =
    { $ceiling ->
        [none] Commande passée au titre du contrat-cadre { $parent }, dont le plafond n’est pas indiqué.
       *[other] Jusqu’à { $ceiling } pour toutes les commandes du contrat-cadre { $parent } ; c’est un maximum, pas de l’argent dépensé.
    }
post-totals-read = Totaux et dates du contrat tels que lus le { $date }.
post-correction = Si un message précédent donnait l’ancienne valeur, celui-ci le corrige : citez la nouvelle.

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
digest-nothing = Rien n’est encore répertorié. Le bot écrira ici dès qu’il y aura quelque chose.
digest-obligated = Montant engagé à ce jour pour ces commandes et contrats : **{ $amount }**
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
       *[other] **{ $buyer }** paie **{ $supplier }**.
    }
digest-more-pairs = D’autres acheteurs et fournisseurs aussi : `/contrats liste` les montre.
digest-unread =
    { $count ->
        [one] Un autre contrat n’a pas pu être lu. Il sera dans `/contrats liste` dès que possible.
       *[other] { $count } autres contrats n’ont pas pu être lus. Ils seront dans `/contrats liste` dès que possible.
    }
digest-unknown =
    { $count ->
        [one] Pour un autre, la source n’indique pas de montant.
       *[other] Pour { $count } autres, la source n’indique pas de montant.
    }
digest-next = À partir de maintenant, chaque changement est annoncé ici une seule fois.
button-contracts = Tous les contrats

## /contrats liste et chercher

contracts-title = Contrats
contracts-title-kind =
    { $kind ->
        [order] Commandes
        [vehicle] Contrats-cadres
       *[contract] Contrats hors contrat-cadre
    }
contracts-found = Contrats qui correspondent à « { $words } »
contracts-none = Aucun contrat n’est encore connu ici. La prochaine lecture peut n’avoir lieu que dans quelques heures ; `/nouvelles état` indique quand.
contracts-none-of-kind = Aucun contrat de cette sorte n’est connu ici. Utilisez `/contrats liste` sans choisir de sorte pour les voir tous.
contracts-no-watch = Pas encore de veille : l’équipe d’organisation en ajoute une avec `/organiser veille ajouter`.
contracts-not-found = Rien ne correspond à « { $words } ». Essayez un numéro de contrat, une partie d’un nom, ou un montant, par exemple 4 816 782,50.
line-obligated =
    { $amount ->
        [none] montant engagé non indiqué
       *[other] { $amount } engagés
    }
line-ceiling =
    { $amount ->
        [none] plafond non indiqué
       *[other] plafond de { $amount }, un maximum
    }
line-until = jusqu’au { $date }
line-signed = signature le { $date }
line-parties = { $buyer } → { $supplier }
line-source = { $source }, consulté le { $date }

## /contrats voir

contract-buyer = Acheteur, qui paie
contract-unit = Service
contract-funder = Financé par
contract-supplier = Fournisseur, qui est payé
contract-part-of = filiale de { $name }
contract-uei = UEI { $uei }
contract-obligated = Montant engagé à ce jour
contract-exercised = Avec les options levées à ce jour
contract-options = Avec toutes les options, au plus
contract-ceiling = Plafond de toutes les commandes, un maximum
contract-paid = Montant versé
contract-signed = Signature
contract-start = Début
contract-end =
    { $kind ->
        [vehicle] Date limite des commandes
       *[other] Fin
    }
contract-potential-end = Fin si toutes les options sont levées
contract-missing = La source ne connaît plus ce contrat depuis le { $date }. Vous voyez ici ce qu’elle indiquait avant.
contract-not-matched = Suivi seulement parce que des commandes qui correspondent à une veille en dépendent.
contract-orders = Commandes connues de ce contrat-cadre
contract-orders-more =
    { $count ->
        [one] et une autre : voyez `/contrats chercher { $number }`
       *[other] et { $count } autres : voyez `/contrats chercher { $number }`
    }
contract-code-naics = Secteur (NAICS)
contract-code-psc = Produit ou service (PSC)
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
        [plus] + { $amount }
        [minus] − { $amount }, retirés
        [zero] sans argent
       *[none] montant non indiqué
    }
contract-revised = Corrigé : jusqu’au { $until }, la source indiquait { $old }.
contract-subcontracts = La sous-traitance n’est pas visible : d’autres sociétés peuvent faire une partie du travail.

## Refus

refusal-search-too-short = Tapez au moins une lettre ou un chiffre de ce que vous cherchez.
