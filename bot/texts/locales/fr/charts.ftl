### Les images de l’évolution des montants : ce qu’on y lit, et la même chose en mots.
### Là où une valeur peut manquer, l’argument est le mot « none ».

# « 3 commandes »
chart-contracts =
    { $kind ->
        [order] { $count ->
            [one] une commande
           *[other] { $count } commandes
        }
        [contract] { $count ->
            [one] un contrat
           *[other] { $count } contrats
        }
       *[both] { $count } commandes et contrats
    }

# La conclusion. $under vaut « one » si tout ce qui est représenté relève du seul plafond, « several » sinon.
chart-title = { $amount } { $source ->
        [decp] au total pour
       *[other] engagés sur
    } { chart-contracts }{ $since ->
        [none] {""}
       *[day] {" "}depuis le { $since }
    }{ $under ->
        [none] {""}
        [one] , sous un plafond de { $ceiling }
       *[several] {" "}; plafonds jusqu’à { $ceiling }
    }
chart-subtitle =
    { $source ->
        [decp] Montant de chaque contrat entier, hors taxes, avenants compris
       *[other] Montants engagés par contrat, avenants compris
    }
chart-rest = { $count } autres
chart-ceilings = Plafonds : un maximum, jamais ajouté aux montants
chart-ceiling =
    { $kind ->
        [vehicle] Contrat-cadre { $number }
        [order] Commande { $number }, avec toutes les options
       *[contract] Contrat { $number }, avec toutes les options
    } : jusqu’à { $ceiling }{ $committed ->
        [none] {""}
       *[amount] {" "}({ $committed } engagés à ce jour)
    }
chart-more-ceilings =
    { $count ->
        [one] Un plafond plus bas n’est pas représenté.
       *[other] { $count } plafonds plus bas ne sont pas représentés.
    }
chart-as-read =
    { $count ->
        [one] Un contrat est représenté à partir du jour de notre première lecture : la source ne date pas tous ses montants.
       *[other] { $count } contrats sont représentés à partir du jour de notre première lecture : la source ne date pas tous leurs montants.
    }
chart-others = Non représentés : { $list } ; on n’additionne jamais des devises différentes.
chart-in-currency =
    { $count ->
        [one] un contrat en { $currency }
       *[other] { $count } contrats en { $currency }
    }
chart-unknown =
    { $count ->
        [one] Non compris : un contrat dont le total n’est pas connu ici.
       *[other] Non compris : { $count } contrats dont le total n’est pas connu ici.
    }

chart-alt = Un graphique de l’évolution des montants. { $title }.
chart-alt-line = { $number } : { $amount } depuis le { $day }.
chart-alt-steps = { $number } : de { $first } le { $begin } à { $amount } le { $day }.
chart-alt-rest = { $count } autres ensemble : { $amount }.

chart-below = Chaque contrat, avec sa page publique et tous ses avenants :
refusal-chart-nothing = Il n’y a rien à représenter : les sources ne donnent le total d’aucun de ces contrats. `/contrats liste` les montre tous.
