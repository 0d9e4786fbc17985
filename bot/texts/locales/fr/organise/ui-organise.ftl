### Ce que voit l’équipe de campagne : réglages, revendications en préparation, veilles, export.


## Réglages

settings-title = Réglages de ce serveur
settings-saved = **C’est enregistré.**
settings-channel = Les annonces sont publiées dans { $channel }.
settings-channel-missing = **Pas encore de salon pour les annonces :** choisissez-en un avec `/organiser action:réglages salon`. D’ici là, rien n’est publié.
settings-channel-refused = **Le salon { $channel } refuse les messages du bot :**
settings-organisers = Équipe de campagne : les personnes qui ont le rôle { $role }.
settings-organisers-missing = **Pas encore de rôle pour l’équipe de campagne :** choisissez-en un avec `/configurer`. D’ici là, ce sont les personnes qui peuvent gérer le serveur.
settings-organisers-gone = **Le rôle de l’équipe de campagne a été supprimé :** choisissez-en un autre avec `/configurer`. D’ici là, personne ne peut utiliser `/organiser`.
settings-signers = Revendications à venir : les membres qui ont le rôle { $role } peuvent signer.
settings-signers-gone = **Le rôle des personnes qui peuvent signer a été supprimé :** choisissez-en un autre pour les revendications à venir avec `/organiser action:réglages rôles`. Pour celles qui sont ouvertes et le demandent : `/organiser action:revendication élargir`.
settings-signers-anyone = Revendications à venir : aucun rôle n’est demandé pour signer. Pour réserver la signature aux membres vérifiés, choisissez leur rôle avec `/organiser action:réglages rôles`.
settings-language = Les annonces sont en { $language } ; chaque personne reçoit ses réponses dans la langue de son Discord.
settings-purchases = Les nouvelles commandes d’autres fournisseurs d’un même achat, et leurs augmentations, sont publiées aussi. Pour ne plus les avoir : `/organiser action:réglages nouvelles`.
settings-purchases-off = Les commandes d’autres fournisseurs d’un même achat ne sont pas publiées. Pour les avoir : `/organiser action:réglages nouvelles`.
settings-subcontracts = Les nouvelles sous-traitances des contrats surveillés, et celles que les sociétés surveillées ont ailleurs, sont publiées aussi. Pour ne plus les avoir : `/organiser action:réglages nouvelles`.
settings-subcontracts-off = Les nouvelles sous-traitances ne sont pas publiées. Pour les avoir : `/organiser action:réglages nouvelles`.
settings-weekly = Une fois par semaine, le bot annonce qu’il veille toujours. Pour ne plus l’avoir : `/organiser action:réglages nouvelles`.
settings-weekly-off = Le bot n’annonce pas chaque semaine qu’il veille toujours. Pour l’avoir : `/organiser action:réglages nouvelles`.
settings-organiser-channel = Les problèmes des veilles sont signalés dans { $channel }.
settings-organiser-channel-none = Les problèmes des veilles sont signalés avec les annonces. Pour les avoir dans un salon de l’équipe : `/organiser action:réglages salon`, usage « problèmes ».
settings-privacy = Les réglages de confidentialité sont complets.
settings-privacy-missing = **Des réglages de confidentialité manquent ou ne sont encore que des exemples :** { $fields }. Remplissez-les avec `/organiser action:réglages confidentialité` ; d’ici là, aucune revendication ne peut s’ouvrir.
settings-no-watch = **Pas encore de veille :** ajoutez-en une avec `/organiser action:veille ajouter`.
settings-no-demand = **Pas encore de revendication :** écrivez-en une avec `/organiser action:revendication rédiger`.
settings-not-yours = Vous n’avez pas vous-même le rôle de l’équipe de campagne : vous ne pouvez pas utiliser `/organiser`. Pour prendre ce rôle : *Paramètres du serveur*, *Membres*, votre nom, puis ajoutez-le.

permission-view-channel = Voir le salon
permission-send-messages = Envoyer des messages
permission-read-message-history = Voir les anciens messages

## Revendications en préparation

form-language-removable = En { $language }. Laissez ce champ et le suivant vides pour retirer cette langue.
demand-form-title = La revendication
demand-form-name = Titre
    .hint = En { $language } : une phrase qui dit ce que vous demandez, et à qui.
demand-form-text = Texte
    .hint = En { $language } : la demande et ses raisons, comme les membres la signeront, sans mise en forme.
demand-saved = Enregistrée comme brouillon, rédigée en : { $languages }. Ajoutez une autre langue ou corrigez celle-ci avec `/organiser action:revendication modifier`, fixez un objectif et un dernier jour avec `/organiser action:revendication échéance`, puis ouvrez-la avec `/organiser action:revendication ouvrir`.
demand-opening = **Si vous ouvrez cette revendication**, les membres peuvent la signer. Si vous changez son texte plus tard, c’est une nouvelle version, qu’il leur faut signer de nouveau pour la soutenir. Elle n’est publiée nulle part tant que vous ne l’annoncez pas. Elle est rédigée en : { $languages }.
demand-opening-signers = Qui peut signer : { $who }. **Une fois la revendication ouverte, ces conditions peuvent être assouplies, jamais durcies.**
demand-opening-consent = Toute personne qui signe accepte ceci :
demand-opened = La revendication est ouverte. Elle peut maintenant être annoncée dans { $channel }.
demand-opened-no-channel = La revendication est ouverte. Pour l’annoncer, choisissez d’abord un salon avec `/organiser action:réglages salon`.
demand-widening = **Si vous élargissez cette revendication**, voici qui peut la signer : { $who }. C’est publié dans { $channel }, et vous ne pouvez pas revenir en arrière.
demand-widened = C’est fait. Ses fiches et une annonce le disent.
demand-closing = **Si vous clôturez cette revendication**, plus personne ne peut la signer, et elle ne peut pas être rouverte. Son décompte est publié aussitôt ; s’il reste moins de trois signatures et moins de trois retraits, ils attendent et n’y figurent pas. Les membres peuvent encore retirer leur signature.
demand-announcing = La revendication sera publiée dans { $channel }, à la vue de tout le salon, avec des boutons pour signer et pour retirer sa signature.
demand-announced = La revendication est en route vers { $channel }. Elle y apparaît en moins d’une minute ; sinon, `/nouvelles état` dit pourquoi.

button-open-demand = Ouvrir à la signature
button-widen = Élargir définitivement
button-close-demand = Clore définitivement
button-announce-demand = La publier dans le salon

## Refus

refusal-not-manager = Il faut la permission « Gérer le serveur » ou le rôle de l’équipe de campagne. Rien n’a changé. Demandez ce rôle à une personne qui gère le serveur.
refusal-everyone-organises = @everyone ne peut pas être le rôle de l’équipe de campagne : tout le serveur pourrait alors modifier et clore les revendications. Rien n’a changé. Choisissez un rôle que seule l’équipe possède.
refusal-channel-permissions = Le bot ne peut pas publier dans { $channel }. Rien n’a changé. Il lui manque : { $permissions }. Accordez-le dans les paramètres du salon, sous Permissions, puis recommencez.
refusal-widen-narrows = Cela demanderait plus qu’à présent. Tant qu’une revendication est ouverte, elle ne peut que demander moins. Rien n’a changé. Pour demander plus, clôturez-la et ouvrez-en une autre.
refusal-widen-nothing = Cela ne permettrait à personne de plus de signer. Rien n’a changé. Indiquez un autre rôle, @everyone, ou moins de jours qu’à présent.
refusal-widen-roles = Cette revendication nomme déjà { $most } rôles, le maximum. Rien n’a changé. Pour que toute personne du serveur puisse signer, choisissez @everyone.
refusal-eligible-few = Moins de { $least } personnes pourraient signer : un décompte si petit désignerait des personnes. Rien n’a changé. Choisissez un rôle qu’ont au moins { $least } personnes, ou donnez-le d’abord à plus de personnes.
refusal-no-channel = Aucun salon n’est encore choisi pour les annonces. Rien n’a changé. Choisissez-en un avec `/organiser action:réglages salon`, puis recommencez.

refusal-other-doubts = Ce ne sont plus les mêmes annonces qui sont incertaines. Rien n’a été modifié. Relancez `/nouvelles état` et regardez dans le salon.
