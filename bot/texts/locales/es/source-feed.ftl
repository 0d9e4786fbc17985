source-name-feed = Feed de noticias
source-complete-feed = El feed debe leerse hasta el final. Lo que ya no incluye no se da por quitado.
