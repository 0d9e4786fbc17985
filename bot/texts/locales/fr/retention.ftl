### Combien de temps la clé d’une revendication est conservée, et ce que sa fin veut dire.

privacy-key = **Durée :** la clé est détruite { $months } mois après la fin des signatures, deux semaines plus tard au plus si l’équipe n’a pu être prévenue ; en cas de litige, un an de plus à la fois. Une revendication ouverte plus tôt garde la durée alors annoncée.

## Retenir une clé
demand-held = Pour un litige, la clé de cette revendication est gardée jusqu’au { $day } au plus tard.
privacy-held = **Gardé plus longtemps pour un litige :** { $title }, jusqu’au { $day } au plus tard : { $reason }

## Un message qui ne peut pas être publié

demand-anonymous = Les signatures de cette revendication sont devenues anonymes le { $day } ; le décompte reste.

## Refus
refusal-demand-anonymous = Les signatures de cette revendication sont devenues anonymes le { $day } ; le décompte reste. Plus rien ne peut être relié à personne : on ne peut donc plus ni signer ni retirer.
