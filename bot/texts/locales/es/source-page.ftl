source-name-page = Página web
source-complete-page = La página debe terminar como antes. Las diferencias se comprueban una segunda vez.
