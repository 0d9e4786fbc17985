### La procédure d’un contrat : projet, appel à la concurrence, attribution et contrat.

story-procedure = Procédure
story-procedure-line = Même procédure : { $stages }
story-procedure-stage =
    { $stage ->
        [plan] projet
        [tender] appel à la concurrence
        [award] attribution
        [contract] contrat
        [cancelled] annulation
       *[other] avis
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    }
story-procedure-entry =
    { $date ->
        [none] jour non indiqué
       *[other] { $date }
    } : { $stage }, { $number }{ $supplier ->
        [none] { "" }
       *[other] , { $supplier }
    }
story-procedure-this = cette fiche
story-procedure-missing = introuvable dans la source depuis le { $date }
story-procedure-more =
    { $count ->
        [one] Une autre fiche n’est pas montrée.
       *[other] { $count } autres fiches ne sont pas montrées.
    }
story-procedure-proof = C’est la source qui les relie : même numéro de procédure ou d’appel à la concurrence (pour une commande, celui de son contrat-cadre aussi), ou l’une cite le numéro de l’autre. N’est montré que ce que les veilles de ce serveur ont trouvé.
