### Le contexte d’un contrat : ce que l’on sait au-delà de sa propre fiche.

button-story = Contexte
story-title = Contexte : { $name }
story-none = On n’en sait pas encore plus.
contract-code-solicitation = Appel à la concurrence

## Le même achat, réparti entre fournisseurs

story-purchase = Le même achat
story-purchase-line =
    { $proved ->
        [yes] L’une des { $count } commandes d’un même achat
        [least] L’une d’au moins { $count } commandes d’un même achat
       *[no] L’une de { $count } commandes qui semblent former un même achat
    }{ $amount ->
        [none] { "" }
       *[other] { " " }: **{ $amount }** en tout
    }
# In a post, which shows later orders for some days only.
story-purchase-as-of = { $said } (au { $date })
story-purchase-unknown =
    { $count ->
        [one] sans une commande dont le montant n’est pas indiqué
       *[other] sans { $count } commandes dont le montant n’est pas indiqué
    }
story-purchase-alike-because = même service acheteur, mêmes codes de produit et de secteur, chacune à un autre fournisseur, signées à { $days } jours au plus de celle-ci, sous des contrats-cadres de la même année
story-purchase-others =
    { $count ->
        [one] une autre
       *[other] { $count } autres
    }
story-purchase-known-by =
    { $proved ->
        [yes] Les documents publics donnent le même appel à la concurrence pour toutes, ou pour leurs contrats-cadres : { $solicitation }.
        [some] Les documents publics donnent le même appel à la concurrence pour cette commande et { story-purchase-others }, ou pour leurs contrats-cadres : { $solicitation }. Les autres se ressemblent seulement : { story-purchase-alike-because }.
       *[no] Les documents publics ne disent pas qu’il s’agit d’un seul achat. Ces commandes se ressemblent : { story-purchase-alike-because }.
    }
story-purchase-order =
    { $number }, { $supplier } : { $amount ->
        [none] montant non indiqué
       *[other] **{ $amount }**
    }{ $signed ->
        [none] { "" }
       *[other] , signée le { $signed }
    }
story-purchase-this = cette commande
story-purchase-alike = semble en faire partie
story-purchase-missing = { $number }, { $supplier } : la recherche ne la trouve plus depuis le { $date } ; non comptée
story-purchase-chart = Graphique
story-purchase-not-stated = montant non indiqué
story-purchase-chart-more =
    { $count ->
        [one] Une autre commande n’est pas sur le graphique.
       *[other] { $count } autres commandes ne sont pas sur le graphique.
    }
story-purchase-news = les autres fournisseurs de cet achat
story-purchase-news-new = Nouvelle commande : { $order }
story-purchase-news-more = { $number }, { $supplier } : { $amount } de plus, { $total } en tout
story-purchase-amounts = Montants : ce que chaque commande engage à ce jour. Aucun plafond n’y est ajouté.
