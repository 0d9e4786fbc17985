demand-paper = { $count ->
    [one] Y **{ $count } en papel**, introducida por una persona del equipo de campaña y confirmada por otra.
   *[other] Y **{ $count } en papel**, introducidas por una persona del equipo de campaña y confirmadas por otra.
}
