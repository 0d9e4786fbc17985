source-name-boamp = BOAMP (anuncios franceses)
source-complete-boamp = Tienen que llegar todos los anuncios que cuenta el portal. Si el número baja durante la lectura, se considera que faltan algunos.
