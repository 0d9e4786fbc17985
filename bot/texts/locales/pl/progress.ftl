### Obraz opublikowanych liczb podpisów pod postulatem i to samo słowami.

progress-title = { $count ->
    [one] { $count } podpis, opublikowano { $day }
    [few] { $count } podpisy, opublikowano { $day }
   *[many] { $count } podpisów, opublikowano { $day }
}
progress-title-goal = Podpisy: { $count } z { $goal }, { $percent }% celu
progress-title-reached = Podpisy: { $count }, cel ({ $goal }) osiągnięty
progress-goal = Cel: { $goal }
progress-notes = Każdy punkt to opublikowana liczba, ostatnia z { $day }. { $verified }
progress-alt = Wykres opublikowanych liczb podpisów pod tym postulatem. { $title }. { $number ->
    [one] Na razie jest jedna: { $first } z { $since }.
    [few] Opublikowano { $number } liczby, od { $first } z { $since } do { $last } z { $day }.
   *[many] Opublikowano { $number } liczb, od { $first } z { $since } do { $last } z { $day }.
} { $verified }
