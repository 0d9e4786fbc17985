round-post-title = È iniziato il turno { $number } della pagina delle firme
round-post-what = Dal { $begun } chi è iscritto al sindacato può ottenere gettoni sulla pagina delle firme. Servono a firmare lì le prossime rivendicazioni. La prima può aprirsi il { $day }: ottieni prima i tuoi gettoni.
round-post-hash =
    Impronta dei turni finora: tutti devono vedere la stessa qui e, per il turno { $number }, come «hash» in `{ $file }` sulla bacheca.
    `{ $digest }`
