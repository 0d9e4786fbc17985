### La imagen de los recuentos publicados de una reivindicación, y lo mismo en palabras.

progress-title = { $count ->
    [one] { $count } firma, publicada el { $day }
   *[other] { $count } firmas, publicadas el { $day }
}
progress-title-goal = { $count } de { $goal } firmas: { $percent } % del objetivo
progress-title-reached = { $count } firmas: alcanzado el objetivo de { $goal }
progress-goal = Objetivo: { $goal }
progress-notes = Cada punto es un recuento publicado, el último del { $day }. { $verified }
progress-alt = Un gráfico de los recuentos publicados de esta reivindicación. { $title }. { $number ->
    [one] Hasta ahora hay un recuento, { $first } el { $since }.
   *[other] Se han publicado { $number } recuentos, de { $first } el { $since } a { $last } el { $day }.
} { $verified }
