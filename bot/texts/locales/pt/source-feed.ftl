source-name-feed = Feed de notícias
source-complete-feed = O feed tem de ser lido até o fim. O que ele não traz mais não conta como removido.
