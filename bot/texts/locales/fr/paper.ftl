### Les signatures sur papier : une ligne à part, jamais ajoutée au décompte publié.

demand-paper = { $count ->
    [one] Et **{ $count } sur papier**, saisie par une personne de l’équipe de campagne et confirmée par une autre.
   *[other] Et **{ $count } sur papier**, saisies par une personne de l’équipe de campagne et confirmées par une autre.
}
