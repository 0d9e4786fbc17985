### L’immagine dei conteggi pubblicati di una rivendicazione, e lo stesso in parole.

progress-title = { $count ->
    [one] { $count } firma, pubblicata il { $day }
   *[other] { $count } firme, pubblicate il { $day }
}
progress-title-goal = { $count } di { $goal } firme: { $percent }% dell’obiettivo
progress-title-reached = { $count } firme: raggiunto l’obiettivo di { $goal }
progress-goal = Obiettivo: { $goal }
progress-notes = Ogni punto è un conteggio pubblicato, l’ultimo del { $day }. { $verified }
progress-alt = Un grafico dei conteggi pubblicati di questa rivendicazione. { $title }. { $number ->
    [one] Finora c’è un conteggio, { $first } il { $since }.
   *[other] Sono stati pubblicati { $number } conteggi, da { $first } il { $since } a { $last } il { $day }.
} { $verified }
