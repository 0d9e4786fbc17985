### Les tours de la page de signature, pour l’équipe sur Discord.

refusal-round-other = Un autre tour a commencé depuis ce message. Rien n’a changé. Voyez-le avec `/organiser action:tour état`.
round-offer-title = Commencer le tour { $number } ?
round-offer-what = Les membres prennent des jetons sur la page de signature, d’un coup pour les { $keys } prochaines revendications. Les prendre ne dit pas ce qu’on signera.
round-offer-wait = À partir du { $day }, une revendication peut s’en servir, dès que { $least } membres ont leurs jetons.
round-offer-ends =
    { $keys ->
        [0] Le tour { $number } n’a plus de clé libre. Ses revendications continuent.
        [one] La clé libre du tour { $number } prend fin. Ses revendications continuent.
       *[other] Les { $keys } clés libres du tour { $number } prennent fin. Ses revendications continuent.
    }
round-offer-announced = Il est annoncé dans { $channel }, avec l’empreinte de ses clés.
round-offer-codes = Les membres sans carte de signature ont besoin d’un code. La personne qui administre le bot fait les codes avec `tocsin roster cards` : remettez-les en dehors de Discord.
round-offer-few =
    { $places ->
        [one] **Le fichier compte 1 membre, et { $least } doivent avoir leurs jetons : aucune revendication ne pourrait s’en servir.**
       *[other] **Le fichier compte { $places } membres, et { $least } doivent avoir leurs jetons : aucune revendication ne pourrait s’en servir.**
    }
round-offer-rhythm = D’habitude tous les trois mois. On ne peut pas revenir en arrière.
round-none = Aucun tour n’a encore commencé.
round-title = Tour { $number }, commencé le { $day }
round-begun = **Le tour a commencé.** Il est annoncé dans { $channel }.
round-places = Au fichier à son début : { $count } (seule l’équipe de campagne voit le nombre exact)
round-with-card =
    Avec une carte de signature, au premier relevé du jour : { $count ->
        [0] moins de 10
       *[other] { $count } ou plus
    }
round-issued =
    Avec des jetons, au premier relevé du jour : { $count ->
        [0] personne
       *[other] { $count } au plus
    }
round-keys = Clés libres : { $count } sur { $keys }
round-no-key = **Il ne reste aucune clé.** Une revendication sur la page de signature demande un nouveau tour, et peut ouvrir une semaine après son début.
round-ready-on = Une revendication peut s’en servir à partir du { $day }, dès que { $least } membres ont leurs jetons.
round-ready-at = Une revendication peut s’en servir dès que { $least } membres ont leurs jetons.
round-ready = **Une revendication peut s’en servir maintenant.**
round-small = **Un petit groupe protège peu :** { $count } membres au plus ont leurs jetons. Mieux vaut attendre que plus de { $enough } les aient.
round-old = Ce tour a plus de trois mois : commencez le suivant.
round-old-title = Le tour { $number } a trois mois
round-old-next = Il est temps de commencer le suivant : les membres dont une nouvelle carte de signature remplace celle qui est perdue pourront à nouveau signer. Voyez d’abord ce qu’il entraîne.
button-round-offer = Tour suivant…
button-round-begin = Commencer le tour
