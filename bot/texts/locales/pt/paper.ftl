demand-paper = { $count ->
    [one] E **{ $count } em papel**, registrada por uma pessoa da equipe da campanha e confirmada por outra.
   *[other] E **{ $count } em papel**, registradas por uma pessoa da equipe da campanha e confirmadas por outra.
}
