### Configuration : ce qui est publié dans un salon, pour tout le monde.

## Quand le bot est ajouté

setup-welcome-title = Tocsin est là
setup-welcome = Il surveille des contrats publics, et recueille des signatures sans montrer à personne qui a signé. Le configurer prend une dizaine de minutes, même sur un téléphone. Vous pouvez vous arrêter à tout moment et reprendre plus tard. Il faut pouvoir gérer ce serveur.
setup-welcome-there = Vous l’avez ajouté à **{ $server }**. Ouvrez ce serveur et entrez `/configurer`.
button-setup = Le configurer
button-setup-server = Ouvrir le serveur

## Annonces dans le salon

setup-test-post = **Ceci est un essai.** Le bot peut publier ici. Rien d’autre ne s’est passé.
setup-pin-title = Comment cela marche
setup-pin-news = **Nouvelles.** Ce bot surveille des contrats publics. Ce qui est nouveau ou change est publié ici, avec sa source.
setup-pin-sign = **Signer.** Appuyez sur *Signer* sous une revendication. Le bot ne montre à personne qui signe : ni à l’équipe, ni à la direction. Seuls des totaux sont publiés.
setup-pin-withdraw = **Retirer.** Le bouton sous la revendication, ou `/revendications retirer`. Le bot ne le dit à personne.
setup-pin-page = **Sur la page du syndicat.** Une revendication qui l’indique s’y signe, sans Discord, avec la carte de signature que votre navigateur fait avec le code de votre syndicat. C’est là aussi qu’on retire sa signature, jusqu’à 30 jours après la fin des signatures.
setup-pin-data = **Vos données.** Responsable : { $controller }. Questions : { $contact }.
setup-pin-ask = **Une question sur une revendication ?** Demandez à { $role }.
