source-complete-usaspending = Páginas são lidas até que uma não esteja cheia, mesmo que a fonte diga que não há mais.
