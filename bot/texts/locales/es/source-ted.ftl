source-name-ted = TED (Unión Europea)
source-complete-ted = Tienen que llegar todos los anuncios que cuenta TED. Si el número baja durante la lectura, se considera que faltan algunos.
