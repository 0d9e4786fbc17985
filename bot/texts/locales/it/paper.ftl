demand-paper = { $count ->
    [one] E **{ $count } su carta**, inserita da una persona del team della campagna e confermata da un’altra.
   *[other] E **{ $count } su carta**, inserite da una persona del team della campagna e confermate da un’altra.
}
