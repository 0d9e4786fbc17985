### L’image des décomptes publiés d’une revendication, et la même chose en mots.

progress-title = { $count ->
    [one] { $count } signature, décompte publié le { $day }
   *[other] { $count } signatures, décompte publié le { $day }
}
progress-title-goal = { $count } { $count ->
    [one] signature
   *[other] signatures
} sur { $goal } : { $percent } % de l’objectif
progress-title-reached = { $count } signatures : l’objectif de { $goal } est atteint
progress-goal = Objectif : { $goal }
progress-notes = Chaque point est un décompte publié, le dernier le { $day }. { $verified }
progress-alt = Un graphique des décomptes publiés de cette revendication. { $title }. { $number ->
    [one] Il n’y a qu’un décompte jusqu’ici, { $first } le { $since }.
   *[other] { $number } décomptes ont été publiés, de { $first } le { $since } à { $last } le { $day }.
} { $verified }
