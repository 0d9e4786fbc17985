### Signatures on paper: a line of their own, never added to the published count.

demand-paper = { $count ->
    [one] And **{ $count } on paper**, entered by one organiser and confirmed by another.
   *[other] And **{ $count } on paper**, entered by one organiser and confirmed by another.
}
