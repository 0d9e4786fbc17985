source-name-approch = APProch (achats français prévus)
source-complete-approch = Il faut autant de projets que le portail en compte. Si le nombre diminue pendant la lecture, il en manque.
