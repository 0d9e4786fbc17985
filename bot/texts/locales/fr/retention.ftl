### Combien de temps la clé d’une revendication est conservée, et ce que sa fin veut dire.

settings-retention = La clé d’une revendication est détruite { $months } mois après la fin des signatures.
settings-retention-missing = **La durée de conservation des clés n’est pas réglée.** Réglez-la avec `/organiser réglages conservation` ; aucune revendication ne peut s’ouvrir avant.
privacy-key = **{ $months } mois après la fin des signatures, la clé secrète d’une revendication est détruite.** Plus rien ne peut alors être relié à personne ; seul le décompte reste. Une revendication ouverte plus tôt garde la durée annoncée à ses signataires. En cas de litige, la clé peut être gardée plus longtemps.
retention-saved = La clé d’une revendication est détruite { $months } mois après la fin des signatures : cela vaut pour les revendications qui s’ouvrent à partir de maintenant. Celles déjà ouvertes gardent ce qui a été dit à leurs signataires.
retention-held = **La clé de cette revendication est retenue.** Elle n’est pas détruite tant que vous ne la libérez pas avec `/organiser revendication retenir`, quoi que disent les réglages. Libérez-la dès que le litige est terminé.
retention-released = La clé de cette revendication n’est pas retenue. Elle sera détruite le { $day } au plus tôt ; un message vous préviendra avant.
retention-released-open = La clé de cette revendication n’est pas retenue. Elle sera détruite { $months } mois après la fin des signatures ; un message vous préviendra avant.
retention-released-unset = La clé de cette revendication n’est pas retenue.

## Le message avant la fin

retention-soon-title = Les signatures d’une revendication vont devenir anonymes : { $title }
retention-soon = Les signatures ont pris fin le { $closed }. Comme annoncé aux signataires, la clé de cette revendication est détruite { $months } mois plus tard : **le { $day }, pas avant**.
retention-soon-means = Plus rien ne pourra alors être relié à personne, par qui que ce soit, dans aucune sauvegarde non plus. Les décomptes publiés restent. Plus rien ne pourra être retiré ni invalidé.
retention-soon-hold = Vous n’avez rien à faire. Seulement si un litige ou un tribunal exige de conserver les signatures : `/organiser revendication retenir`, avant ce jour.

demand-anonymous = Les signatures de cette revendication sont devenues anonymes le { $day } ; le décompte reste.

## Les actes

audit-act-demand-hold = Clé d’une revendication retenue
audit-act-demand-release = Clé d’une revendication libérée
audit-act-demand-anonymous = Signatures d’une revendication rendues anonymes
audit-field-retention_months = Mois avant la destruction des clés

## Refus

refusal-retention-missing = La revendication ne peut pas encore s’ouvrir : les membres doivent savoir quand sa clé est détruite. Réglez-le avec /organiser réglages conservation.
refusal-retention-months = { $months } n’est pas possible : choisissez entre 1 et { $most } mois. Rien n’a été enregistré.
refusal-demand-anonymous = Les signatures de cette revendication sont devenues anonymes le { $day } ; le décompte reste. Plus rien ne peut être relié à personne : on ne peut donc plus ni signer ni retirer.
refusal-key-of-open-demand = Cette revendication est ouverte : sa clé sert jusqu’à la clôture. Clôturez-la d’abord avec /organiser revendication clore.
refusal-key-held = La clé de cette revendication est retenue pour un litige. L’équipe d’organisation peut la libérer avec /organiser revendication retenir.
