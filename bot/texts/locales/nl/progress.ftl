### De afbeelding van de gepubliceerde tellingen van een eis, en hetzelfde in woorden.

progress-title = { $count ->
    [one] { $count } handtekening, gepubliceerd op { $day }
   *[other] { $count } handtekeningen, gepubliceerd op { $day }
}
progress-title-goal = { $count } van { $goal } handtekeningen: { $percent }% van het doel
progress-title-reached = { $count } handtekeningen: doel van { $goal } bereikt
progress-goal = Doel: { $goal }
progress-notes = Elke stip is een gepubliceerde telling, de laatste van { $day }. { $verified }
progress-alt = Een grafiek van de gepubliceerde tellingen van deze eis. { $title }. { $number ->
    [one] Er is tot nu toe één telling, { $first } op { $since }.
   *[other] Er zijn { $number } tellingen gepubliceerd, van { $first } op { $since } tot { $last } op { $day }.
} { $verified }
