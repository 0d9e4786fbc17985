### À qui appartient le fournisseur d’un contrat.

story-owners = Propriétaire
# Headline of a post, behind the company.
story-owners-news =
    { $new ->
        [none] plus de maison mère au registre
       *[other] autre maison mère au registre
    }
story-owners-line =
    Maison mère, d’après le registre GLEIF : { $new ->
        [none] plus indiquée
       *[other] { $new }
    }{ $old ->
        [none] { "" }
       *[other] , avant : { $old }
    }
story-owners-parent =
    { $now ->
        [yes] { $company } (LEI { $lei }) : { $parent ->
                [none] pas de maison mère dans le registre
               *[other] maison mère **{ $parent }**
            }, lu le { $date }{ $parent ->
                [none] . Cela ne prouve pas que l’entreprise soit indépendante
               *[other] { "" }
            }
       *[no] { $company } : jusqu’au { $date }, { $parent ->
                [none] pas de maison mère dans le registre
               *[other] la maison mère était { $parent }
            }
    }{ $stale ->
        [yes] . L’inscription n’a pas été renouvelée et peut être dépassée
       *[no] { "" }
    }.
story-owners-action =
    Avenant{ $number ->
        [none] { "" }
       *[other] { " " }{ $number }
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    }{ " " }: { $reason }
story-owners-lag = Le registre montre une vente avec retard : une maison mère y figure une fois que ses comptes comprennent l’entreprise, et beaucoup n’en déclarent pas.
