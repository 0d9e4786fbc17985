### Le tableau public d’un serveur

settings-board = Tout le monde peut lire le tableau sur le web : { $where } Pour le retirer : `/organiser action:réglages tableau`.
settings-board-off = Rien n’est sur le web. Pour publier un tableau : `/organiser action:réglages tableau`.
board-offer-title = Publier un tableau ?
board-offer-shown = **Tout le monde pourra lire sur le web ce que les membres lisent ici :**
    - les revendications ouvertes : leurs textes, les décomptes publiés, y compris par site, à qui elles ont été remises, et la réponse
    - les contrats surveillés qui ont été annoncés, et leurs changements
    - les faits, et les mots que vous expliquez
board-offer-never = **Jamais :** qui a signé, les décomptes avant leur publication, les brouillons, les membres, les rôles, les salons.
board-offer-copies = **Ce qui a été public ne se reprend pas.** Vous pouvez retirer le tableau à tout moment ; les copies faites par d’autres restent. Tous les textes y figurent tels quels : cherchez-y d’abord des noms.
board-offer-address = **Son adresse**, qui ne changera jamais : { $address }
board-offer-name = **Son nom**, qui ne changera jamais : `{ $name }`. La personne qui administre le bot décide où il se trouve sur le web.
button-board-publish = Publier le tableau
board-on = **Le tableau est public :** { $address }
board-on-unknown = **Le tableau `{ $name }` sera public** dès que la personne qui administre le bot l’aura publié : *docs/fr/board.md* lui dit comment.
board-on-next = Le bot l’écrit dans la minute, s’il est réglé pour publier de lui-même. Les membres lisent dans `/confidentialité notice` que les décomptes sont sur internet. Pour le retirer : `/organiser action:réglages tableau`.
board-press-hint = Affiché sur le tableau : un nom, une adresse ou un numéro. Vide : aucun.
board-off = **Le tableau est désactivé.** Toutes ses pages et tous ses fichiers seront retirés à la prochaine publication : dans la minute, si le bot publie de lui-même.
board-off-next = Les copies faites par d’autres restent, et les liens des anciens messages ne mènent nulle part. Son nom, `{ $name }`, vous reste réservé : réactivé, le tableau reviendra à la même adresse.
board-was-off = Il n’y avait pas de tableau. Rien n’a changé. Rien de ce serveur n’est sur le web.
refusal-board-name = « { $name } » ne peut figurer dans une adresse. Rien n’a changé. Écrivez de 1 à 40 minuscules sans accent, chiffres et traits d’union, comme `capgemini-ice`.
refusal-board-taken = Un autre tableau s’appelle ou s’est appelé « { $name } ». Rien n’a changé. Choisissez un autre nom.
refusal-board-renamed = Ce tableau s’appelle « { $name } », et son adresse ne change jamais. Rien n’a changé. Omettez le nom.
refusal-board-signing = Le tableau reste en ligne tant que l’on peut signer ou retirer sa signature sur la page du syndicat : qui n’ouvrirait la page que pour une visite verrait qui signe. Rien n’a changé. Vous pourrez le désactiver après le { $day }, quand la dernière liste sera close.
setup-board = Tout le monde peut aussi suivre sur le web, si vous le voulez : `/organiser action:réglages tableau`.
audit-field-board = Tableau public
audit-field-press = Contact presse
