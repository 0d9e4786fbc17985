### Combien de temps la clé d’une revendication est conservée, et ce que sa fin veut dire.

privacy-key = **{ $months } mois après la fin des signatures, la clé secrète d’une revendication est détruite.** Plus rien ne peut alors être relié à personne ; seul le décompte reste. Une revendication ouverte plus tôt garde la durée annoncée à ses signataires. Si l’équipe ne peut pas être prévenue avant, jusqu’à deux semaines plus tard. En cas de litige, la clé peut être gardée plus longtemps, un an à la fois.

## Retenir une clé
demand-held = Pour un litige, la clé de cette revendication est gardée jusqu’au { $day } au plus tard.
privacy-held = **Gardé plus longtemps pour un litige :** { $title }, jusqu’au { $day } au plus tard : { $reason }

## Un message qui ne peut pas être publié

demand-anonymous = Les signatures de cette revendication sont devenues anonymes le { $day } ; le décompte reste.

## Refus
refusal-demand-anonymous = Les signatures de cette revendication sont devenues anonymes le { $day } ; le décompte reste. Plus rien ne peut être relié à personne : on ne peut donc plus ni signer ni retirer.
