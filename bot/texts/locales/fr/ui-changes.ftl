### Un changement d’un contrat : titres, lignes d’un message, et les mots qu’ils partagent.
### Là où une valeur peut manquer, l’argument est le mot « none ».

## Mots

quoted = « { $words } »

# « Commande 70CDCR24FR0000006 » ; le numéro est celui de la source. Les articles vont par leur site.
contract-name =
    { $kind ->
        [order] Commande { $number }
        [vehicle] Contrat-cadre { $number }
        [notice] Avis { $number }
        [article] Article sur { $site }
        [page] Page { $number }
       *[contract] Contrat { $number }
    }

the-end =
    { $kind ->
        [vehicle] Dernier jour pour commander
       *[other] Fin
    }

# « (avenant P00012, 19 février 2026 : travaux supplémentaires) » : ce qui accompagne un changement.
change-by =
    { $named ->
        [base] attribution initiale
        [yes] avenant { $number }
       *[no] un avenant
    }{ $date ->
        [none] {""}
       *[other] , { $date }
    }{ $reason ->
        [none] {""}
       *[other] {""} : { $reason }
    }
in-brackets =
    { $by ->
        [none] {""}
       *[other] {" "}({ $by })
    }
# L’argent venu ou parti avec autre chose.
with-money =
    { $sign ->
        [minus] , **{ $amount }** de moins
        [plus] , **{ $amount }** de plus
       *[none] {""}
    }
supplier-now =
    { $new ->
        [none] . La source n’indique pas encore d’autre fournisseur
       *[other] {""} : { $old } → { $new }
    }
lines-changed =
    { $went ->
        [0] aucune ligne retirée
        [one] 1 ligne retirée
       *[other] { $went } lignes retirées
    }, { $came ->
        [0] aucune ajoutée
        [one] 1 ajoutée
       *[other] { $came } ajoutées
    }

## Titres : « ICE → Capgemini : 2,7 M $US de plus »

headline = { $who } : { $what }
headline-new-vehicle =
    nouveau contrat-cadre{ $amount ->
        [none] {""}
       *[other] , jusqu’à { $amount }
    }
headline-new-order =
    nouvelle commande{ $amount ->
        [none] {""}
       *[other] , { $amount }
    }
headline-new-order-under-vehicle = { headline-new-order }
headline-new-contract =
    nouveau contrat{ $amount ->
        [none] {""}
       *[other] , { $amount }
    }
headline-new-notice = nouvel avis
headline-planned = achat prévu
headline-new-article = nouvel article
headline-new-page = page désormais surveillée
# De ce qui a été trouvé longtemps après sa propre date.
headline-late =
    { $kind ->
        [order] commande du { $date }, trouvée seulement maintenant
        [vehicle] contrat-cadre du { $date }, trouvé seulement maintenant
        [notice] avis du { $date }, trouvé seulement maintenant
        [article] article du { $date }, trouvé seulement maintenant
       *[contract] contrat du { $date }, trouvé seulement maintenant
    }
headline-money-added = { $amount } de plus
headline-money-removed = { $amount } de moins
headline-ceiling-raised = plafond relevé à { $new }
headline-ceiling-lowered = plafond abaissé à { $new }
headline-option-exercised =
    option levée{ $sign ->
        [plus] , { $amount } de plus
        [minus] , { $amount } de moins
       *[none] {""}
    }
headline-extended = prolongation jusqu’au { $new }
headline-shortened = fin avancée au { $new }
# Les résiliations d’après le code de la source. Elles peuvent ne porter que sur une partie de ce qui était commandé.
headline-terminated =
    { $code ->
        [E] résiliation pour manquement
        [F] résiliation à l’initiative de l’acheteur
        [X] résiliation pour motif grave
       *[other] résiliation
    }
headline-cancelled = annulation
headline-in-force = en vigueur
headline-closed-out = clôture
headline-scope-changed = travaux ajoutés
headline-supplier-changed = autre fournisseur
headline-supplier-renamed = fournisseur renommé
headline-supplier-merged = fusion du fournisseur
headline-novated = reprise par une autre société
headline-ends-within-30-days =
    { $kind ->
        [vehicle] dernières commandes le { $new }
       *[other] fin le { $new }
    }
headline-ends-within-7-days = { headline-ends-within-30-days }
headline-lapsed = dernier jour indiqué dépassé
headline-no-longer-matches = absence des résultats de la recherche
headline-withdrawn = disparition de la source
headline-returned =
    { $kind ->
        [page] retour de la page
       *[other] retour dans la source
    }
headline-page-changed = page modifiée
headline-page-removed = page retirée
headline-page-moved = page qui mène désormais ailleurs
headline-text-changed = texte modifié
headline-also-listed = présence dans une seconde source
headline-corrected = correction
headline-action =
    { $reason ->
        [none] avenant
       *[other] avenant, { $reason }
    }

## Les changements, en une ligne chacun. « by » est un message « change-by », ou « none ».

change-new-vehicle =
    { $signed ->
        [none] Nouveau dans la source
       *[other] Signature le { $signed }
    }{ $ceiling ->
        [none] {""}
       *[other] . Commandes possibles jusqu’à **{ $ceiling }** en tout : un maximum, pas une dépense
    }
change-new-order =
    { $signed ->
        [none] Nouvelle dans la source
       *[other] Passée le { $signed }
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] {""} : **{ $amount }** pour tout le contrat, hors taxes
           *[other] {""} : **{ $amount }** engagés à ce jour
        }
    }
change-new-order-under-vehicle =
    { change-new-order } { $parent ->
        [none] (au titre d’un contrat-cadre surveillé ici)
       *[other] (au titre du contrat-cadre { $parent }, surveillé ici)
    }
change-new-contract =
    { $signed ->
        [none] Nouveau dans la source
       *[other] Signature le { $signed }
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] {""} : **{ $amount }** pour tout le contrat, hors taxes
           *[other] {""} : **{ $amount }** engagés à ce jour
        }
    }
change-new-notice =
    { $signed ->
        [none] Nouveau dans la source
       *[other] Daté du { $signed }
    }{ $amount ->
        [none] {""}
       *[other] . Montant indiqué : **{ $amount }**
    }
change-new-article =
    { $signed ->
        [none] Nouveau dans le flux
       *[other] Daté du { $signed }
    }
change-new-page = La page est conservée telle qu’elle est aujourd’hui. Ses changements sont annoncés ici.
change-money-added = **+{ $amount }**{ in-brackets }
change-money-removed = **−{ $amount }**{ in-brackets }
change-ceiling-raised = Plafond : { $old } → **{ $new }**{ in-brackets }
change-ceiling-lowered = Plafond : { $old } → **{ $new }**{ in-brackets }
change-option-exercised = Option levée{ with-money }{ in-brackets }
change-extended = { the-end } : { $old } → { $new }{ in-brackets }
change-shortened = { the-end } : { $old } → { $new }{ in-brackets }
change-terminated =
    { $by ->
        [none] { $kind ->
            [order] La source l’indique maintenant comme résiliée.
           *[other] La source l’indique maintenant comme résilié.
        }
       *[other] Fin avant le terme, en tout ou en partie{ with-money }{ in-brackets }.
    } { $code ->
        [E] D’après ce code, l’acheteur estime que le fournisseur n’a pas fait ce qui était convenu.
        [F] D’après ce code, l’acheteur y met fin de sa propre initiative ; aucune faute du fournisseur n’est indiquée.
        [X] D’après ce code, l’acheteur estime que le fournisseur n’a pas respecté ses engagements.
       *[other] La source ne dit pas pourquoi.
    }
change-cancelled =
    { $by ->
        [none] { $kind ->
            [order] La source l’indique maintenant comme annulée.
           *[other] La source l’indique maintenant comme annulé.
        }
       *[other] Annulation{ with-money }{ in-brackets }.
    } { $code ->
        [N] D’après ce code, c’est une annulation juridique ; la source ne dit pas pourquoi.
       *[other] La source ne dit pas pourquoi.
    }
change-in-force =
    { $kind ->
        [order] { $old ->
            [pending] La source l’indique désormais comme active, et non plus en attente
            [cancelled] La source l’indique de nouveau comme active ; avant, elle était annulée
            [terminated] La source l’indique de nouveau comme active ; avant, elle était résiliée
            [closed] La source l’indique de nouveau comme active ; avant, elle était close
           *[other] La source l’indique désormais comme active
        }
       *[other] { $old ->
            [pending] La source l’indique désormais comme actif, et non plus en attente
            [cancelled] La source l’indique de nouveau comme actif ; avant, il était annulé
            [terminated] La source l’indique de nouveau comme actif ; avant, il était résilié
            [closed] La source l’indique de nouveau comme actif ; avant, il était clos
           *[other] La source l’indique désormais comme actif
        }
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] {""} : **{ $amount }** pour tout le contrat, hors taxes
           *[other] {""} : **{ $amount }** engagés
        }
    }
change-closed-out =
    { $by ->
        [none] { $kind ->
            [order] La source l’indique maintenant comme close
           *[other] La source l’indique maintenant comme clos
        }
       *[other] Clôture administrative{ with-money }{ in-brackets }
    }
change-scope-changed = Travaux ajoutés{ in-brackets }
change-supplier-changed = Fournisseur : { $old } → { $new }{ in-brackets }
change-supplier-renamed = Changement de nom du fournisseur{ with-money }{ in-brackets }{ supplier-now }
change-supplier-merged = Fusion du fournisseur avec une autre société{ with-money }{ in-brackets }{ supplier-now }
change-novated = Reprise par une autre société{ with-money }{ in-brackets }{ supplier-now }
change-ends-within-30-days = { the-end } : { $new }. La source n’indique pas de prolongation.
change-ends-within-7-days = { change-ends-within-30-days }
change-lapsed = { the-end } : { $new }, d’après la source, qui n’indique pas de prolongation. Elle peut avoir quelques jours de retard : cela seul ne montre pas que le travail a cessé.
change-no-longer-matches =
    { $kind ->
        [order] La recherche de cette veille ne la trouve plus. La source l’a toujours, et elle est toujours suivie ici.
       *[other] La recherche de cette veille ne le trouve plus. La source l’a toujours, et il est toujours suivi ici.
    } Un fournisseur renommé ou vendu peut en être la raison ; cela seul ne le montre pas.
change-withdrawn =
    { $old ->
        [none] Interrogée sur ce numéro, la source répond qu’elle n’a pas de tel contrat.
       *[other] Interrogée sur ce numéro au moins sept jours différents depuis le { $old }, la source répond qu’elle n’a pas de tel contrat.
    } Ce qu’elle indiquait avant est conservé comme preuve. Cela seul ne montre pas pourquoi il a disparu.
change-returned =
    { $kind ->
        [page] La page est de nouveau là.
       *[other] { $old ->
            [none] La source l’indique de nouveau.
           *[other] La source l’indique de nouveau ; sa disparition a été signalée le { $old }.
        }
    }
change-page-changed = Dans le texte : { lines-changed }
change-page-removed = Son adresse répond maintenant que la page n’existe pas. La dernière version lue est conservée : `/contrats voir`. Cela ne montre ni qui l’a retirée, ni pourquoi.
change-page-moved =
    { $inside ->
        [yes] Son adresse mène désormais à une autre page du site, avec un autre texte : { $new }.
       *[no] Son adresse mène désormais à un autre site ({ $new }), que le bot ne lit pas.
    } La dernière version lue est conservée : `/contrats voir`. Cela ne montre ni qui l’a déplacée, ni pourquoi, ni si le texte se trouve ailleurs.
change-text-changed = Dans le texte : { lines-changed }
change-also-listed = Une seconde source l’indique aussi : `/contrats voir` montre les deux.
change-action = Aucun changement de montant, de date ou de plafond n’est indiqué{ in-brackets }
change-corrected-both = Correction : { $new } le { $new_date }, et non { $old } le { $old_date }{ in-brackets }
change-corrected-amount = Correction : { $new }, et non { $old }{ in-brackets }
change-corrected-date = Correction : { $new_date }, et non { $old_date }{ in-brackets }
change-corrected-total =
    { $source ->
        [decp] Correction : { $new } pour tout le contrat, hors taxes, et non { $old }
       *[other] Correction : { $new } engagés en tout, et non { $old }
    }
change-corrected-currency = Correction : les montants sont { $new }, et non { $old }

## Les lignes retirées d’un texte, et celles ajoutées

passages-went = Retiré :
passages-came = Ajouté :
passages-more =
    { $count ->
        [one] et 1 autre ligne
       *[other] et { $count } autres lignes
    }

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
