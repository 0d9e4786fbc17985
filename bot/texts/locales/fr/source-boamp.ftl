source-name-boamp = BOAMP (avis français)
source-complete-boamp = Il faut autant d’avis que le portail en compte. Si le nombre diminue pendant la lecture, il en manque.
