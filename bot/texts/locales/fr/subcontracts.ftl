# La sous-traitance, telle que déclarée : celle d’un contrat, et celle des sociétés suivies chez d’autres

story-subcontracts = Sous-traitance
subcontracts-count =
    { $count ->
        [one] 1 sous-traitance déclarée
       *[other] { $count } sous-traitances déclarées
    }
subcontracts-line =
    { $largest ->
        [none] { subcontracts-count }
        [only] { subcontracts-count } : { $amount } à { $supplier }
        [plausible] { subcontracts-count } ; la plus importante parmi les vraisemblables : { $amount } à { $supplier }
       *[other] { subcontracts-count } ; la plus importante : { $amount } à { $supplier }
    }
subcontracts-about =
    { $source ->
        [decp] Telles que l’acheteur les a déclarées. Chacune fait partie du montant du contrat : ne les additionnez jamais.
       *[other] Telles que le fournisseur du contrat les a déclarées. Chacune fait partie du montant du contrat : ne les additionnez jamais.
    }
subcontract-number = n° { $number }
subcontract-times =
    { $count ->
        [one] déclarée une fois
       *[other] déclarée { $count } fois
    }
subcontract-amounts = avec des montants différents : { $amounts }
subcontract-amended = après une modification : { $amount }
subcontract-before = jusqu’au { $until } : { $old }
subcontract-first-seen = vue ici pour la première fois le { $date }
subcontract-missing = absente de la liste depuis le { $date }
subcontract-doubt-own-number = invraisemblable : le montant est le numéro de la sous-traitance
subcontract-doubt-above-ceiling = invraisemblable : plus que le plafond du contrat
subcontract-doubt-above-contract = invraisemblable : plus que ce que le contrat engage
subcontracts-more =
    { $count ->
        [one] 1 autre figure dans la source publique.
       *[other] { $count } autres figurent dans la source publique.
    }
subcontracts-incomplete = La liste est incomplète : les { $reports } déclarations n’ont pas toutes été lues.
subcontracts-partly = La liste est incomplète : { $listed } déclarations sur { $reports } ont été lues.
subcontracts-news =
    { $count ->
        [one] une nouvelle sous-traitance
       *[other] { $count } nouvelles sous-traitances
    }
subcontracts-news-days = Chacune avec sa propre date : les déclarations arrivent tard.

under-others-title = Travail en sous-traitance
button-under-others = Travail en sous-traitance
under-others-about = Sous-traitances des sociétés surveillées sur des contrats d’autres sociétés, telles que celles-ci les ont déclarées. Trouvées par le nom ou le numéro du sous-traitant : vérifiez que c’est bien la société que vous visez.
under-others-head = { $supplier } pour { $prime }
under-others-contract = Contrat { $number }, { $buyer }
under-others-none = Aucune sous-traitance des sociétés surveillées n’a été trouvée.
under-others-unread = La source n’a pas encore été interrogée. Réessayez demain.
under-others-incomplete = Il y en a plus que ce qui a pu être lu.
under-others-missing = Absentes ici : les sous-traitances non déclarées ou pas encore déclarées. En dessous de 30 000 $US, rien n’oblige à les déclarer.
