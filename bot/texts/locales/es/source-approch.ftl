source-name-approch = APProch (compras francesas previstas)
source-complete-approch = Tienen que llegar todos los proyectos que cuenta el portal. Si el número baja durante la lectura, se considera que faltan algunos.
