### Invalidation : écarter des signatures pour un motif, à deux.

invalidations-title = Invalidations
invalidations-none = Aucune signature n’a jamais été écartée, et rien n’est proposé.
invalidation-line = **{ $number }.** { $demand } · { $reason }. { $criteria } { $state }
invalidation-reason-duplicate-accounts = Plusieurs comptes d’une même personne
invalidation-reason-not-members = Des personnes non membres
invalidation-reason-brigading = Signatures en masse venues de l’extérieur
invalidation-reason-roster-left = Plus dans le fichier des adhérent·es
invalidation-reason-organiser-error = Une erreur de notre part
invalidation-reason-other = Un autre motif, consigné dans le journal
invalidation-criteria-day = Signées le { $day }.
invalidation-criteria-days = Signées du { $first } au { $last }.
invalidation-criteria-roster = Celles de membres qui ne figurent plus au fichier des adhérent·es.
invalidation-state-proposed = Proposée : environ { $about }, ou un peu plus. Une autre personne de l’équipe doit la confirmer.
invalidation-state-confirmed = Confirmée : environ { $about }, ou un peu plus, avec la première publication à partir du { $moment }. D’ici là, toute personne de l’équipe peut l’annuler.
invalidation-state-cancelled = Annulée : rien n’a été écarté.
invalidation-state-overtaken = Annulée, parce que l’invalidation { $other } a pris effet avant elle et a écarté une partie des mêmes signatures. Si elle reste nécessaire, proposez-la de nouveau et regardez combien elle en écarterait.
invalidation-state-ran = { $struck ->
    [one] { $struck } signature a été écartée avec la publication { $publication }.
   *[other] { $struck } signatures ont été écartées avec la publication { $publication }.
}
invalidation-proposed = Cela écarterait **environ { $about } signatures, ou un peu plus**, de « { $demand } ». Rien n’est encore écarté : une autre personne de l’équipe confirme avec `/organiser action:invalidation confirmer`, et cela prend effet au plus tôt une heure après. Le nombre est celui de la dernière publication ; les signatures qui correspondent et sont venues depuis seront écartées aussi.
invalidation-what = Les jours sont des jours entiers, en UTC. Personne n’apprend quelles signatures sont écartées ; les membres ne le voient que dans leur propre `/confidentialité exporter`. Une personne dont la signature est écartée peut signer de nouveau si elle remplit les conditions : fermez d’abord cette porte, avec le rôle ou le fichier des adhérent·es. Le nombre et le motif figurent avec le décompte publié dans chaque export.
invalidation-confirmed = C’est confirmé. Cela prendra effet avec la première publication à partir du { $moment }. D’ici là, toute personne de l’équipe peut l’annuler avec `/organiser action:invalidation annuler`.
invalidation-cancelled = C’est annulé. Rien n’a été écarté.

## Chiffres contre les signatures en masse

arrivals-title = Qui a signé ces derniers temps, en gros
arrivals-none = Rien à montrer pour l’instant. Les chiffres viennent avec une publication, dès que le décompte a augmenté de { $people }. Le bot ne se souvient de rien d’avant son démarrage ({ $since }) : il commence à la première publication qui suit.
arrivals-counted = Signatures comptées après le { $first } et jusqu’au { $last }
arrivals-accounts = Ancienneté de leur compte Discord à la signature :
arrivals-joined = Leur ancienneté sur ce serveur à la signature :
arrivals-class-week = - moins d’une semaine : environ { $tenths } sur 10
arrivals-class-month = - d’une semaine à un mois : environ { $tenths } sur 10
arrivals-class-half-year = - d’un à six mois : environ { $tenths } sur 10
arrivals-class-year = - de six mois à un an : environ { $tenths } sur 10
arrivals-class-three-years = - d’un à trois ans : environ { $tenths } sur 10
arrivals-class-older = - plus de trois ans : environ { $tenths } sur 10
arrivals-spread = - aucun groupe n’est assez grand pour être montré
arrivals-how = Chaque chiffre porte sur au moins { $people } personnes qui ont signé depuis le précédent. Un groupe de moins de { $fewest } n’est pas montré, et les parts sont arrondies au dixième. Les chiffres sont établis avec une publication, pas quand vous les demandez, et ne sont que dans la mémoire du bot : les signatures d’avant son démarrage ({ $since }) n’y sont pas. Beaucoup de comptes récents peuvent venir de personnes envoyées de l’extérieur, ou simplement de membres venus à une réunion : renseignez-vous avant d’écarter des signatures. Pour demander désormais des comptes plus anciens : `/organiser action:réglages signataires`.

## Refus

refusal-no-such-invalidation = Cette invalidation n’existe pas ici. Rien n’a changé. Voyez la liste avec /organiser action:invalidation liste.
refusal-invalidation-nothing = Personne n’a signé cette revendication, ou ses signatures sont déjà supprimées. Il n’y a rien à écarter, et rien n’a changé.
refusal-invalidation-no-roster = Cette revendication ne demande pas le fichier des adhérent·es : rien ne dit qui y figure. Rien n’a changé. Laissez ce choix de côté.
refusal-invalidation-previews = Cette revendication a été examinée { $most } fois en un jour (le maximum) : beaucoup d’examens presque semblables compteraient les gens un par un. Rien n’a changé. Réessayez demain.
refusal-invalidation-few = Parmi les signatures déjà publiées, moins de { $fewest } correspondent. Si peu désigneraient des personnes : rien n’est proposé. Choisissez plus de jours, retirez une condition, ou attendez la prochaine publication : ce qui a été signé depuis la dernière ne compte pas encore ici.
refusal-invalidation-proposer-gone = Les données de la personne qui l’a proposée ont été effacées : le bot ne peut pas savoir si vous êtes quelqu’un d’autre. Rien n’a changé. Annulez-la et proposez-la de nouveau.
refusal-invalidation-own = C’est vous qui l’avez proposée. Rien n’a changé. Une autre personne de l’équipe, avec un autre compte, doit la confirmer.
refusal-invalidation-reason = Le motif manque, ou sa note manque ou est trop longue. Rien n’a changé. Choisissez un motif dans la liste ; « Un autre motif » demande une note de { $most } caractères au plus.
refusal-invalidation-days = Ces jours ne conviennent pas. Rien n’a changé. Donnez les deux, dans l’ordre, écrits comme 31/01/2026 ou 2026-01-31 ; le dernier doit être passé. Pour un seul jour, donnez-le deux fois.
refusal-invalidation-criteria = Rien ne dit quelles signatures. Rien n’a changé. Choisissez des jours ou le fichier des adhérent·es : ceci ne sert pas à toutes les écarter.
refusal-invalidation-state = { $state ->
    [ran] Elle a déjà pris effet : on ne peut pas revenir en arrière. Rien n’a changé.
    [overtaken] Elle a été annulée, parce qu’une autre a pris effet avant et a écarté une partie des mêmes signatures. Rien n’a changé. Proposez-la de nouveau si elle reste nécessaire.
    [cancelled] Elle a été annulée. Rien n’a changé. Proposez-la de nouveau.
    [confirmed] Elle est déjà confirmée. Rien n’a changé.
   *[proposed] Elle n’est pas encore confirmée. Rien n’a changé.
}

## Le journal

audit-act-invalidation-preview = Invalidation examinée ou proposée
audit-act-invalidation-confirm = Invalidation confirmée
audit-act-invalidation-cancel = Invalidation annulée
audit-act-invalidation-void = Invalidation abandonnée : il en restait trop peu
audit-act-invalidation-run = Invalidation effectuée
audit-act-invalidation-overtaken = Invalidation annulée : une autre a écarté une partie des mêmes signatures
audit-field-invalidation = Invalidation
audit-field-first = Premier jour
audit-field-last = Dernier jour
audit-field-version = Version
audit-field-off_roster = Plus dans le fichier des adhérent·es
audit-field-about = Environ
audit-field-reason = Motif
audit-field-note = Note
audit-field-struck = Écartées
