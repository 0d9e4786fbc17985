round-post-title = Ronde { $number } van de handtekeningenpagina is begonnen
round-post-what = Sinds { $begun } kunnen leden van de vakbond penningen halen op de handtekeningenpagina. Daarmee tekenen ze daar de volgende eisen. De eerste kan op { $day } opengaan: haal je penningen vóór die dag.
round-post-hash =
    Vingerafdruk van de rondes tot nu toe: iedereen moet hier dezelfde zien en, bij ronde { $number }, als ‘hash’ in `{ $file }` op het prikbord.
    `{ $digest }`
