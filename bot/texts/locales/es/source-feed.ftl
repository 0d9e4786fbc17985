source-name-feed = Canal de noticias
source-complete-feed = El canal debe leerse hasta el final. Lo que ya no incluye no se da por quitado.
