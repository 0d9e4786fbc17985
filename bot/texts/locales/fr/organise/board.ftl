### Le tableau public d’un serveur

settings-board = Tout le monde peut lire le tableau « { $name } » sur le web. Pour le retirer : `/organiser réglages tableau`.
settings-board-off = Rien n’est sur le web. Pour publier un tableau : `/organiser réglages tableau`.
settings-board-rule = Le tableau montre ce que tout membre peut lire ici : revendications ouvertes, décomptes publiés, contrats, faits. Jamais qui a signé, ni aucun nom. La personne qui fait tourner le bot doit le servir.
refusal-board-name = « { $name } » ne peut figurer dans une adresse. Rien n’a changé. Écrivez de 1 à 40 minuscules sans accent, chiffres et traits d’union, comme `capgemini-ice`.
refusal-board-taken = Un autre tableau s’appelle « { $name } ». Rien n’a changé. Choisissez un autre nom.
refusal-board-renamed = Ce tableau s’appelle « { $name } », et son adresse reste. Rien n’a changé. Omettez le nom, ou retirez d’abord le tableau.
audit-field-board = Tableau public
