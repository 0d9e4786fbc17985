round-post-title = Runde { $number } der Seite zum Unterschreiben hat begonnen
round-post-what = Seit { $begun } können Mitglieder der Gewerkschaft auf der Seite zum Unterschreiben Marken holen. Mit ihnen unterschreiben sie dort die nächsten Forderungen. Die erste kann am { $day } beginnen: Bitte holt eure Marken vorher.
round-post-hash =
    Fingerabdruck der bisherigen Runden: Alle müssen hier denselben sehen und bei Runde { $number } als „hash“ in `{ $file }` auf der Infotafel.
    `{ $digest }`
