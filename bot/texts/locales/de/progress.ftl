### Das Bild der veröffentlichten Stände einer Forderung, und dasselbe in Worten.

progress-title = { $count ->
    [one] { $count } Unterschrift, veröffentlicht am { $day }
   *[other] { $count } Unterschriften, veröffentlicht am { $day }
}
progress-title-goal = { $count } von { $goal } Unterschriften: { $percent } % des Ziels
progress-title-reached = { $count } Unterschriften: Ziel von { $goal } erreicht
progress-goal = Ziel: { $goal }
progress-notes = Jeder Punkt ist ein veröffentlichter Stand, der letzte vom { $day }. { $verified }
progress-alt = Ein Diagramm der veröffentlichten Stände dieser Forderung. { $title }. { $number ->
    [one] Bisher gibt es einen Stand, { $first } am { $since }.
   *[other] { $number } Stände wurden veröffentlicht, von { $first } am { $since } bis { $last } am { $day }.
} { $verified }
