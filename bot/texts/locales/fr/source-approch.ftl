source-name-approch = APProch (achats publics prévus en France)
source-complete-approch = Il faut autant de projets que le portail en compte. Si le nombre diminue pendant la lecture, il en manque.
