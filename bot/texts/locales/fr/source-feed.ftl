### La source « feed » : les articles d’un flux.

source-name-feed = Flux d’actualités
source-complete-feed = Le flux doit être lu jusqu’à la fin. Ce qu’il ne liste plus ne compte pas comme supprimé.
