demand-paper = { $count ->
    [one] Und **{ $count } auf Papier**, von einer Person aus dem Kampagnenteam eingetragen, von einer anderen bestätigt.
   *[other] Und **{ $count } auf Papier**, von einer Person aus dem Kampagnenteam eingetragen, von einer anderen bestätigt.
}
