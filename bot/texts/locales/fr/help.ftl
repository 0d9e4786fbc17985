### /aide, et la fiche « Ma signature est-elle secrète ? »

help-title = Ce que fait ce bot
help-intro =
    Nouvelles des contrats publics : nouveaux contrats, argent en plus, prolongations, corrections.
    Faits, avec leurs sources.
    Signatures pour les revendications du syndicat. Le bot ne montre à personne qui a signé.
help-members = Pour tout le monde
help-organisers = Pour l’équipe de campagne
help-managers = Pour les personnes qui gèrent le serveur
help-news = Certaines nouvelles seulement ? Si l’équipe de campagne a prévu des rôles ou des salons pour cela dans Discord, choisissez-les là. Le bot ne donne aucun rôle.

## Derrière le bouton sous les messages publics et sous /aide.

words-explained =
    - **Commande** : l’organisme achète.
    - **Engagé** : promis, payé ou non.
    - **Contrat-cadre** : les règles des commandes à venir.
    - **Plafond** : le maximum possible, pas une dépense.
    - **Avenant** : une modification.
    - **Option** : une prolongation prévue d’avance.
# Un mot propre à la campagne.
word-line = - **{ $word }** : { $meaning }

## Ma signature est-elle secrète ? Chaque phrase est dans docs/threat-model.md, avec le test qui joue l’attaque.

secret-shown = **Le bot ne montre à personne que vous avez signé :** ni à l’équipe, ni à la direction.
secret-counts = **Les décomptes changent pour plusieurs personnes à la fois**, jamais parce que vous venez d’appuyer.
secret-key = **Votre nom n’est pas gardé :** un code le remplace, et il faut à la fois les données et une clé secrète, gardée à part jusqu’à sa destruction, pour le relier à vous.
secret-screen = **Appuyer ne montre pas si vous aviez déjà signé :** la réponse du bot est la même.
secret-discord = **Discord voit sur quoi vous appuyez**, et un tribunal peut le faire parler : si c’est trop, demandez à votre syndicat de signer sur papier.
secret-page-kept = **Une revendication sur la page du syndicat, c’est autre chose :** on y signe, on y retire sa signature, et le bot ne voit pas sur quoi vous appuyez. Sans votre carte de signature ni votre fichier de jetons, ce qui est gardé ne dit pas quelle signature est la vôtre. Le syndicat note qui a reçu des jetons : si presque toutes ces personnes ont signé, on sait presque qui a signé.
secret-more = La réponse longue : *{ button-privacy }*, ci-dessous, et *docs/fr/privacy.md* parmi les fichiers de ce programme.
