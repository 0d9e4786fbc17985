round-post-title = Runde { $number } der Unterschriftenseite hat begonnen
round-post-what = Seit { $begun } können Mitglieder der Gewerkschaft auf der Unterschriftenseite Marken holen. Mit ihnen unterschreiben sie dort die nächsten Forderungen. Die erste kann am { $day } eröffnet werden: Hol deine Marken bitte vorher.
round-post-hash =
    Fingerabdruck der bisherigen Runden: Alle müssen hier denselben sehen und bei Runde { $number } als „hash“ in `{ $file }` auf der Infotafel.
    `{ $digest }`
