### A imagem das contagens publicadas de uma reivindicação, e o mesmo em palavras.

progress-title = { $count ->
    [one] { $count } assinatura, publicada em { $day }
   *[other] { $count } assinaturas, publicadas em { $day }
}
progress-title-goal = { $count } de { $goal } assinaturas: { $percent }% da meta
progress-title-reached = { $count } assinaturas: a meta de { $goal } foi alcançada
progress-goal = Meta: { $goal }
progress-notes = Cada ponto é uma contagem publicada, a última de { $day }. { $verified }
progress-alt = Um gráfico das contagens publicadas desta reivindicação. { $title }. { $number ->
    [one] Há uma contagem até agora, { $first } em { $since }.
   *[other] { $number } contagens foram publicadas, de { $first } em { $since } a { $last } em { $day }.
} { $verified }
