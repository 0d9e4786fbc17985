source-name-ted = TED (Union européenne)
source-complete-ted = Il faut autant d’avis que TED en compte. Si le nombre diminue pendant la lecture, il en manque.
