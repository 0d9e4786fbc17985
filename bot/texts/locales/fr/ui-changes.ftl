### Un changement d’un contrat : titres, phrases, et les mots qu’ils partagent.
### Là où une valeur peut manquer, l’argument est le mot « none ».

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

# Qui achète quelle sorte de contrat, ou où une chose se trouve : la fin d’un titre.
contract-of-buyer =
    { $kind ->
        [order] une commande passée par { $buyer }
        [vehicle] un contrat-cadre conclu par { $buyer }
        [notice] un avis publié par { $buyer }
        [article] un article sur { $site }
        [page] une page sur { $site }
       *[contract] un contrat conclu par { $buyer }
    }

buyer-by-number = l’acheteur { $number }

the-end =
    { $kind ->
        [vehicle] la date limite des commandes
       *[other] la fin
    }

# L’argent venu ou parti avec autre chose : dans sa phrase, ou en une phrase à part.
with-money =
    { $sign ->
        [minus] , et retire { $amount }
        [plus] , et ajoute { $amount }
       *[none] {""}
    }
also-money =
    { $sign ->
        [minus] {" "}Il retire aussi { $amount }.
        [plus] {" "}Il ajoute aussi { $amount }.
       *[none] {""}
    }
supplier-now =
    { $new ->
        [none]  ; la source n’indique pas encore d’autre fournisseur.
       *[other]  : c’est maintenant { $new } ; avant, { $old }.
    }
lines-changed =
    { $went ->
        [0] aucune ligne retirée
        [one] une ligne retirée
       *[other] { $went } lignes retirées
    }, { $came ->
        [0] aucune ajoutée
        [one] une ajoutée
       *[other] { $came } ajoutées
    }

## Titres : ce qui s’est passé, en une ligne

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
headline-new-order-under-vehicle = { headline-new-order }
headline-new-contract =
    { $amount ->
        [none] Nouveau contrat conclu par { $buyer }, montant non indiqué
       *[other] Nouveau contrat conclu par { $buyer } : { $amount }
    }
headline-new-notice = Nouvel avis publié par { $buyer }
headline-new-article = Nouvel article sur { $site }
headline-new-page = Désormais surveillée : { contract-of-buyer }
# De ce qui a été trouvé longtemps après sa propre date.
headline-late =
    { $kind ->
        [order] Trouvée seulement maintenant : commande du { $date } passée par { $buyer }
        [vehicle] Trouvé seulement maintenant : contrat-cadre du { $date } conclu par { $buyer }
        [notice] Trouvé seulement maintenant : avis du { $date } publié par { $buyer }
        [article] Trouvé seulement maintenant : article du { $date } sur { $site }
       *[contract] Trouvé seulement maintenant : contrat du { $date } conclu par { $buyer }
    }
headline-money-added = { $amount } de plus pour { contract-of-buyer }
headline-money-removed = { $amount } de moins pour { contract-of-buyer }
headline-ceiling-raised = Plafond relevé à { $new } pour { contract-of-buyer }
headline-ceiling-lowered = Plafond abaissé à { $new } pour { contract-of-buyer }
headline-option-exercised =
    { $sign ->
        [plus] Option levée, { $amount } de plus : { contract-of-buyer }
        [minus] Option levée, { $amount } de moins : { contract-of-buyer }
       *[none] Option levée : { contract-of-buyer }
    }
headline-extended = Prolongation jusqu’au { $new } : { contract-of-buyer }
headline-shortened = Fin avancée au { $new } : { contract-of-buyer }
# Les résiliations d’après le code de la source. Elles peuvent ne porter que sur une partie de ce qui était commandé.
headline-terminated =
    { $code ->
        [E] Résiliation pour manquement : { contract-of-buyer }
        [F] Résiliation pour convenance de l’acheteur : { contract-of-buyer }
        [X] Résiliation pour motif grave : { contract-of-buyer }
       *[other] Résiliation : { contract-of-buyer }
    }
headline-cancelled = Annulation : { contract-of-buyer }
headline-in-force = En vigueur : { contract-of-buyer }
headline-closed-out = Clôture : { contract-of-buyer }
headline-scope-changed = Des travaux s’ajoutent à { contract-of-buyer }
headline-supplier-changed = Un autre fournisseur pour { contract-of-buyer }
headline-supplier-renamed = Fournisseur renommé : { contract-of-buyer }
headline-supplier-merged = Fusion du fournisseur : { contract-of-buyer }
headline-novated = Une autre société reprend { contract-of-buyer }
headline-ends-within-30-days =
    { $kind ->
        [vehicle] Dernières commandes le { $new } : { contract-of-buyer }
       *[other] Fin le { $new } : { contract-of-buyer }
    }
headline-ends-within-7-days = { headline-ends-within-30-days }
headline-lapsed = Dernier jour indiqué dépassé : { contract-of-buyer }
headline-no-longer-matches = La recherche ne trouve plus { contract-of-buyer }
headline-withdrawn = La source n’a plus { contract-of-buyer }
headline-returned = De retour dans la source : { contract-of-buyer }
headline-page-changed = Modification : { contract-of-buyer }
headline-page-removed = Retrait : { contract-of-buyer }
headline-page-moved = Mène désormais ailleurs : { contract-of-buyer }
headline-text-changed = Texte modifié : { contract-of-buyer }
headline-also-listed = Dans une seconde source : { contract-of-buyer }
headline-corrected = Correction concernant { contract-of-buyer }
headline-action =
    { $reason ->
        [none] Un avenant à { contract-of-buyer }
       *[other] Un avenant à { contract-of-buyer } : { $reason }
    }

## Les changements en phrases. « by » est un message « change-by », ou « none ».

# « L’avenant P00012 du 19 février 2026 (travaux supplémentaires) »
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
       *[other] { $source ->
            [decp]  ; { $amount } pour tout le contrat, hors taxes.
           *[other]  ; { $amount } sont engagés à ce jour.
        }
    }
change-new-order-under-vehicle =
    { change-new-order } { $parent ->
        [none] Elle relève d’un contrat-cadre surveillé ici.
       *[other] Elle relève du contrat-cadre { $parent }, surveillé ici.
    }
change-new-contract =
    { $signed ->
        [none] Ce contrat est nouveau dans la source
       *[other] Ce contrat a été signé le { $signed }
    }{ $amount ->
        [none]  ; son montant n’est pas indiqué.
       *[other] { $source ->
            [decp]  ; { $amount } pour tout le contrat, hors taxes.
           *[other]  ; { $amount } sont engagés à ce jour.
        }
    }
change-new-notice =
    { $signed ->
        [none] Cet avis est nouveau dans la source
       *[other] Cet avis est daté du { $signed }
    }{ $amount ->
        [none] .
       *[other]  ; il indique un montant de { $amount }.
    }
change-new-article =
    { $signed ->
        [none] Cet article est nouveau dans le flux.
       *[other] Cet article est daté du { $signed }.
    }
change-new-page = La page est conservée telle qu’elle est aujourd’hui. Ce qui y change est annoncé ici.
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
change-option-exercised =
    { $by ->
        [none] Une option est levée.
       *[other] { $by } lève une option{ with-money }.
    }
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
    { $by ->
        [none] La source l’indique maintenant comme résilié.
       *[other] { $by } met fin au contrat avant son terme, en tout ou en partie{ with-money }.
    } { $code ->
        [E] D’après ce code, l’acheteur estime que le fournisseur n’a pas fait ce qui était convenu.
        [F] D’après ce code, l’acheteur y met fin pour sa propre convenance ; le code ne dit pas que le fournisseur est en faute.
        [X] D’après ce code, l’acheteur estime que le fournisseur n’a pas respecté ses engagements.
       *[other] La source ne dit pas pourquoi.
    }
change-cancelled =
    { $by ->
        [none] La source l’indique maintenant comme annulé.
       *[other] { $by } annule le contrat{ with-money }.
    } { $code ->
        [N] Le code désigne une annulation juridique ; la source ne dit pas pourquoi.
       *[other] La source ne dit pas pourquoi.
    }
change-in-force =
    { $old ->
        [pending] La source indique désormais qu’il est actif, et non plus en attente
        [cancelled] La source indique de nouveau qu’il est actif ; il était annulé
        [terminated] La source indique de nouveau qu’il est actif ; il était résilié
        [closed] La source indique de nouveau qu’il est actif ; il était clos
       *[other] La source indique désormais qu’il est actif
    }{ $amount ->
        [none] .
       *[other] { $source ->
            [decp] , avec { $amount } pour tout le contrat, hors taxes.
           *[other] , avec { $amount } d’engagés.
        }
    }
change-closed-out =
    { $by ->
        [none] La source l’indique maintenant comme clos.
       *[other] { $by } clôt le contrat{ with-money }. C’est la fin administrative d’un contrat.
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
change-supplier-renamed =
    { $by ->
        [none] Le fournisseur a changé de nom
       *[other] { $by } indique que le fournisseur a changé de nom
    }{ supplier-now }{ also-money }
change-supplier-merged =
    { $by ->
        [none] Le fournisseur a fusionné avec une autre société
       *[other] { $by } indique que le fournisseur a fusionné avec une autre société
    }{ supplier-now }{ also-money }
change-novated =
    { $by ->
        [none] Une autre société reprend le contrat
       *[other] { $by } indique qu’une autre société reprend le contrat
    }{ supplier-now }{ also-money }
change-ends-within-30-days =
    { $kind ->
        [vehicle] La date limite des commandes est le { $new }
       *[other] Le contrat prend fin le { $new }
    } ; la source n’indique pas de prolongation.
change-ends-within-7-days = { change-ends-within-30-days }
change-lapsed =
    { $kind ->
        [vehicle] La date limite des commandes indiquée, le { $new }, est passée
       *[other] Le dernier jour indiqué, le { $new }, est passé
    }, et la source n’indique pas de prolongation. Elle peut avoir quelques jours de retard : cela seul ne montre pas que le travail a cessé.
change-no-longer-matches = La recherche de cette veille ne le trouve plus. La source l’a toujours, et il est toujours suivi ici. Un fournisseur renommé ou vendu peut en être la raison ; cela seul ne le montre pas.
change-withdrawn =
    { $old ->
        [none] Interrogée à partir de son numéro, la source répond qu’elle n’a rien de tel.
       *[other] Interrogée à partir de son numéro, au moins sept jours différents depuis le { $old }, la source a répondu qu’elle n’a rien de tel.
    } Ce qu’elle indiquait avant est conservé comme preuve. Cela seul ne montre pas pourquoi cela a disparu.
change-returned =
    { $kind ->
        [page] La page est de nouveau là.
       *[other] { $old ->
            [none] La source l’indique de nouveau.
           *[other] La source l’indique de nouveau ; sa disparition a été signalée le { $old }.
        }
    }
change-page-changed = La page sur { $site } a changé : { lines-changed }.
change-page-removed = Son adresse sur { $site } répond maintenant que la page n’existe pas. La page est conservée telle qu’elle a été lue la dernière fois : voyez `/contrats voir`. Cela ne montre ni qui l’a retirée, ni pourquoi.
change-page-moved =
    { $inside ->
        [yes] Son adresse sur { $site } mène désormais à une autre page du site, avec un autre texte : { $new }.
       *[no] Son adresse sur { $site } mène désormais à un autre site ({ $new }), où le bot ne va pas de lui-même.
    } La page est conservée telle qu’elle a été lue la dernière fois : voyez `/contrats voir`. Cela ne montre ni qui l’a déplacée, ni pourquoi, ni si le même texte se trouve ailleurs.
change-text-changed = Son texte sur { $site } a changé : { lines-changed }.
change-also-listed = Une seconde source l’indique aussi ; `/contrats voir` montre les deux.
change-action = { $by } : la source n’indique ni montant, ni date, ni plafond qu’il aurait changé.
change-corrected-both = Correction. { $by } : la source indique maintenant { $new } le { $new_date }, et non plus { $old } le { $old_date }.
change-corrected-amount = Correction. { $by } : la source indique maintenant { $new }, et non plus { $old }.
change-corrected-date = Correction. { $by } : la source indique maintenant le { $new_date }, et non plus le { $old_date }.
change-corrected-total =
    { $source ->
        [decp] Correction. La source indique maintenant { $new } pour tout le contrat, hors taxes, et non plus { $old }.
       *[other] Correction. La source indique maintenant { $new } engagés en tout, et non plus { $old }.
    }
change-corrected-currency = Correction. La source indique maintenant les montants ainsi : { $new }, et non plus { $old }.

## Ce qui est parti d’un texte et ce qui est venu

passages-went = N’y est plus :
passages-came = Nouveau :
passages-more =
    { $count ->
        [one] et une autre ligne
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
