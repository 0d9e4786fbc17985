### Combien de temps la clé d’une revendication est conservée, et ce que sa fin veut dire.

settings-retention = La clé d’une revendication est détruite { $months } mois après la fin des signatures.
settings-retention-missing = **La durée de conservation des clés n’est pas réglée.** Réglez-la avec `/organiser action:réglages conservation` ; aucune revendication ne peut s’ouvrir avant.
retention-saved = La clé d’une revendication est détruite { $months } mois après la fin des signatures : cela vaut pour les revendications qui s’ouvrent à partir de maintenant. Celles déjà ouvertes gardent ce qui a été dit à leurs signataires.
retention-held = **La clé de cette revendication est retenue jusqu’au { $day }.** Ensuite, elle est détruite à la fin de sa durée. Pour prolonger : la même commande avec un motif, et une deuxième personne de l’équipe.
    Motif : { $reason }
retention-released = La clé de cette revendication n’est pas retenue. Sa durée prend fin le { $day }. Elle est détruite ce jour-là, ou jusqu’à deux semaines plus tard si aucun message n’a pu vous prévenir.
retention-released-open = La clé de cette revendication n’est pas retenue. Elle sera détruite { $months } mois après la fin des signatures ; un message vous préviendra avant.
retention-released-unset = La clé de cette revendication n’est pas retenue.

## Le message avant la fin

retention-soon-title = Les signatures d’une revendication vont devenir anonymes : { $title }
retention-soon = Les signatures ont pris fin le { $closed }. Comme annoncé aux signataires, la clé de cette revendication est détruite { $months } mois plus tard : **le { $day }, pas avant**.
retention-soon-means = Plus rien ne pourra alors être relié à personne, par qui que ce soit, dans aucune sauvegarde non plus. Les décomptes publiés restent. Plus rien ne pourra être retiré ni invalidé.
retention-soon-hold = Vous n’avez rien à faire. Seulement si un litige ou un tribunal exige de conserver les signatures : `/organiser action:revendication retenir` avec un motif, et la confirmation d’une deuxième personne de l’équipe avant ce jour.

retention-soon-held = La retenue de la clé de cette revendication prend fin, et sa durée est passée. La clé est détruite **le { $day }, pas avant**.

## Retenir une clé

hold-proposed = **Proposé, rien n’est encore retenu.** Une autre personne de l’équipe doit confirmer. La clé est alors retenue { $days } jours.
    Motif : { $reason }
button-hold-confirm = Confirmer
button-hold-end = Libérer la clé

## Un message qui ne peut pas être publié

notice-failed-no-channel = **La durée de la clé de « { $name } » prend fin le { $day }, et aucun salon n’est choisi pour vous prévenir.** Elle sera détruite le { $last } au plus tard quand même. Choisissez un salon avec `/organiser action:réglages salon`.
notice-failed-refused = **La durée de la clé de « { $name } » prend fin le { $day }, et Discord refuse le message qui le dit.** Elle sera détruite le { $last } au plus tard quand même. Laissez le bot publier dans ce salon, ou choisissez-en un autre avec `/organiser action:réglages salon`.

## Les actes

audit-act-demand-hold-propose = Retenue de la clé d’une revendication proposée
audit-act-demand-hold = Retenue de la clé d’une revendication confirmée
audit-act-demand-hold-end = Fin, par son terme, de la retenue d’une clé
audit-field-hold_until = Retenue jusqu’au
audit-act-demand-release = Clé d’une revendication libérée
audit-act-demand-anonymous = Signatures d’une revendication rendues anonymes
audit-field-retention_months = Mois avant la destruction des clés

## Refus

refusal-retention-missing = La revendication ne peut pas encore s’ouvrir : les membres doivent savoir quand sa clé est détruite. Rien n’a changé. Réglez-le avec /organiser action:réglages conservation.
refusal-retention-months = { $months } mois, ce n’est pas possible. Rien n’a été enregistré. Choisissez entre 1 et { $most }.
refusal-privacy-months = « { $months } » n’est pas un nombre de mois de 1 à { $most } : cela n’a pas changé. **Les autres champs sont enregistrés.** Rouvrez le formulaire et écrivez le nombre.
refusal-key-of-open-demand = Cette revendication est ouverte : sa clé sert jusqu’à la clôture. Rien n’a changé. Clôturez-la d’abord avec /organiser action:revendication clore.
refusal-key-held = La clé de cette revendication est retenue pour un litige. Rien n’a changé. L’équipe de campagne peut la libérer avec /organiser action:revendication retenir.
refusal-hold-reason = Il faut un motif, de { $most } caractères au plus. Rien n’a changé.
refusal-hold-own = C’est vous qui l’avez proposé. Rien n’a changé. Une autre personne de l’équipe doit confirmer.
refusal-hold-proposer-gone = Les données de la personne qui l’a proposé ont été effacées : le bot ne peut pas savoir si vous êtes quelqu’un d’autre. Rien n’a changé. Proposez-le de nouveau.
refusal-hold-changed = Cette proposition a été remplacée, confirmée ou abandonnée. Rien n’a changé. Regardez de nouveau avec /organiser action:revendication retenir.
refusal-not-held = La clé de cette revendication n’est pas retenue, et rien n’est proposé. Rien n’a changé.
