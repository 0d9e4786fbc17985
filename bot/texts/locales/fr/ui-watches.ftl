### Les veilles, telles que l’équipe de campagne les voit.

watch-paused-since = **En pause** depuis le { $moment } : `/organiser action:veille reprendre` la relance.

## Ce que l’on en fait
contract-part-of = du groupe { $name }
