source-name-feed = Feed di notizie
source-complete-feed = Il feed va letto fino alla fine. Ciò che non elenca più non conta come tolto.
