### The picture of a demand's published counts, and the same in words.

progress-title = { $count ->
    [one] { $count } signature, published on { $day }
   *[other] { $count } signatures, published on { $day }
}
progress-title-goal = { $count } of { $goal } signatures: { $percent }% of the goal
progress-title-reached = { $count } signatures: the goal of { $goal } is reached
progress-goal = Goal: { $goal }
progress-notes = Each dot is a published count, the last of { $day }. { $verified }
progress-alt = A chart of the counts published of this demand. { $title }. { $number ->
    [one] There is one count so far, { $first } on { $since }.
   *[other] { $number } counts were published, from { $first } on { $since } to { $last } on { $day }.
} { $verified }
