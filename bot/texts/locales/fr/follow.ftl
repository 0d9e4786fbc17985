### Ce que les membres lisent d’une annonce groupée.

gathered-why = Depuis le { $since }, les plus importants d’abord :
digest-next-day = Désormais, les changements sont annoncés ici une fois par jour.
digest-next-week = Désormais, les changements sont annoncés ici une fois par semaine.
status-gathered =
    { $count ->
        [one] { $count } nouvelle attend la prochaine annonce groupée : { $moment }.
       *[other] { $count } nouvelles attendent la prochaine annonce groupée : { $moment }.
    }
