round-post-title = Ha empezado la ronda { $number } de la página de firma
round-post-what = Desde el { $begun }, quienes pertenecen al sindicato pueden obtener fichas en la página de firma. Con ellas firman allí las próximas reivindicaciones. La primera puede abrirse el { $day }: consigue tus fichas antes.
round-post-hash =
    Huella de las rondas hasta ahora: todo el mundo debe ver la misma aquí y, en la ronda { $number }, como «hash» en `{ $file }` del tablón.
    `{ $digest }`
