### La page où l’on signe sans compte. Des phrases courtes, pour un téléphone.

## Avant tout

signing-title = Signer sans votre nom
signing-lead = Vous signez ici sans compte. Votre nom n’est pas dans la liste des signatures.
signing-before-title = Avant de commencer
signing-before-device = Utilisez votre propre téléphone ou ordinateur, et votre propre navigateur : pas ceux de l’employeur.
signing-before-network = Utilisez votre propre réseau : ni le Wi-Fi ni le VPN de l’employeur.
signing-promised-title = Ce qui est promis
signing-promised-who = D’après ce que gardent le syndicat et Discord, personne ne peut dire plus tard à qui est une signature, sans une carte ou un fichier de jetons. Mais le syndicat note qui a reçu des jetons : si presque toutes ces personnes ont signé, on sait presque qui a signé. Jusqu’à la clôture de la liste, une carte montre si elle a servi à signer ; un fichier de jetons, tant qu’il existe.
signing-promised-count = Tout le monde peut compter les signatures. Vous pouvez voir que la vôtre est comptée, et la retirer jusqu’à la clôture de la liste : avec votre carte ou, si elle est perdue, remplacée ou supprimée, avec un fichier de jetons.
signing-not-title = Ce qui n’est pas promis
signing-not-tokens = Que personne n’apprenne que vous avez des jetons, le droit de signer : le syndicat peut le voir.
signing-not-watched = Une protection contre qui regarde pendant que vous signez, modifie cette page ou vous oblige à montrer votre carte.
signing-not-roster = Que la liste des membres soit vraie.
signing-begin = Commencer
signing-board = Adresse du tableau de votre syndicat
signing-unable = Cette page n’a pas démarré. Il lui faut des scripts et un navigateur de 2021 ou plus récent. Ouvrez-la dans un autre navigateur à vous. Vous pouvez toujours lire les revendications sur le tableau, et demander à votre syndicat comment signer autrement.
signing-noscript = Les scripts sont désactivés dans ce navigateur. Activez-les pour cette page.
signing-no-crypto = Ce navigateur ne peut pas créer de clés ici. Ouvrez la page à une adresse qui commence par https, ou enregistrez-la et ouvrez-la depuis votre disque, ou prenez un autre navigateur. Vous pouvez toujours lire les revendications sur le tableau.
signing-framed = Cette page est affichée dans une autre. Ouvrez-la dans son propre onglet.

## Code, carte

signing-choose-title = Qu’avez-vous en main ?
signing-have-code = J’ai un code du syndicat
signing-have-card = J’ai une carte
signing-have-file = J’ai un fichier : ma carte, ou mes jetons
signing-only-look = Je veux seulement lire les revendications
signing-notice = Ce que deviennent vos données
signing-kept-here = Des jetons sont gardés sur cet appareil.
signing-use-kept = Les utiliser
signing-delete-kept = Les effacer de cet appareil
signing-kept-deleted = Plus rien n’est gardé sur cet appareil.
signing-go-on = Continuer
signing-code-title = Votre code
signing-code = Code du syndicat
signing-code-hint = Quatre groupes de quatre caractères. Si vous avez reçu deux moitiés, tapez-les l’une après l’autre.
signing-card-title = Votre carte
signing-card-what = Ce navigateur vient de la créer, au hasard. Il n’en existe pas d’autre exemplaire. Notez les sept groupes, ou enregistrez-les dans un fichier.
signing-card-care = Ne la montrez à personne, pas même au syndicat. Avec elle, on peut voir si vous avez signé, et retirer à votre place. Elle n’est envoyée nulle part.
signing-written = Je l’ai notée
signing-save-card = Enregistrer la carte
signing-card-file = Voici votre carte pour signer. Ne la montrez à personne. Si vous la perdez, une nouvelle ne reçoit de jetons qu’au prochain tour.
signing-confirm-title = L’avez-vous notée ?
signing-confirm = Tapez le groupe { $number } de votre carte
signing-confirm-hint = Quatre caractères. Vous continuez ainsi, et votre code est utilisé.
signing-confirm-wrong = Ce n’est pas le groupe { $number }. Rien n’a été envoyé. Comparez avec ce que vous avez noté, ou revoyez la carte.
signing-make-card = Utiliser mon code pour cette carte
signing-show-card = Revoir la carte
signing-card-taken = Votre carte est acceptée. Votre code est utilisé.
signing-enter-card-title = Votre carte
signing-enter-card = Les 28 caractères de votre carte
signing-enter-card-hint = Sept groupes de quatre. Majuscules, espaces et tirets ne comptent pas.
signing-mistyped = Un caractère est faux, manque ou est en trop ({ $length } ont été tapés). Comparez chaque groupe.
signing-mistyped-groups = Regardez le groupe { $groups } : un caractère est faux, manque ou est en trop. Codes et cartes n’ont ni 0, ni 1, ni I, L, O, S ou U.
signing-mistyped-first = Un caractère est faux. Comparez chaque groupe, en commençant par le groupe { $groups }.

## Jetons

signing-get-title = Obtenir vos jetons
signing-get-what = Un jeton permet de signer une fois, pour une revendication. Le syndicat le signe sans le voir. Il note que vous avez obtenu des jetons, pas ce que vous en faites.
signing-get = Obtenir mes jetons
signing-tokens-title = Vous avez des jetons
signing-tokens-what = Jetons : { $number }, chacun pour une revendication, ouverte ou à venir. Vous pouvez signer maintenant. Il est plus sûr de les garder et de signer un autre jour : rien ne montre alors que les deux ont été faits en une visite.
signing-keep-what = Ils disparaissent quand vous fermez cette page, sauf si vous les gardez. Votre carte donne de nouveau les mêmes.
signing-save-tokens = Enregistrer les jetons
signing-keep-here = Les garder sur cet appareil
signing-keep-care = Qui les trouve peut voir si vous avez signé, et retirer à votre place. Ne les gardez que sur un appareil à vous. Une fenêtre privée les oublie. Effacez le fichier quand la liste est close.
signing-kept = Gardés sur cet appareil.
signing-kept-already = Des jetons sont déjà gardés sur cet appareil. Enregistrez plutôt un fichier, ou effacez d’abord ceux-là.
signing-not-kept = Ce navigateur ne garde rien, comme dans une fenêtre privée. Enregistrez plutôt un fichier.
signing-saved = Enregistré sous { $name }, si votre navigateur le dit.
signing-to-demands = Voir les revendications
signing-no-tokens = Il n’y a pas de jetons à obtenir. Revenez quand votre syndicat ouvrira une revendication.
signing-replaced = Un nouveau code a été fait pour votre place. À partir du { $day }, il peut remplacer cette carte. Si vous ne l’avez pas demandé, opposez-vous maintenant.
signing-object = Je n’ai rien demandé : m’opposer
signing-objected = Le nouveau code est bloqué. Votre syndicat vous en parlera de vive voix.
signing-look-code = Un nouveau code a-t-il été fait ?
signing-no-new-code = Il n’y a pas de nouveau code pour votre place.
signing-remove = Supprimer cette carte
signing-remove-what = La carte est alors supprimée et n’obtient plus de jetons : il vous faut un nouveau code. Le syndicat garde la trace des jetons reçus pour votre place. Vos signatures restent, et les jetons que vous avez servent encore. Pour retirer une signature, faites-le d’abord.
signing-remove-now = La supprimer
signing-removed = La carte est supprimée.

## Revendications

signing-demands-title = Les revendications
signing-no-demands = Il n’y a pas de revendication pour l’instant.
signing-open = Lire et signer
signing-see = Lire
signing-no-token = Vous n’avez pas ici de jeton pour cette revendication.
signing-back = Toutes les revendications
signing-back-choose = Carte ou code
signing-count = Signatures : { $count }
signing-count-of = Signatures : { $count } (objectif : { $goal })
signing-count-day = au { $day }
signing-state-open = Ouverte.
signing-state-closed = Close : plus de nouvelles signatures. Vous pouvez encore retirer la vôtre.
signing-state-ended = La liste est close. Plus rien ne peut changer.
signing-closes = Vous pouvez signer jusqu’au { $day }.
signing-version = Version { $number } du texte.
signing-head = Tête de la liste : { $head }. Comparez-la avec celle dans Discord. Si elles diffèrent pour un même numéro, dites-le à votre syndicat.
signing-waits = Pas encore dans la liste. Si cela dure, renvoyez : cela ne compte qu’une fois.
signing-status-none = Aucune signature à vous n’est dans la liste. Si vous avez signé récemment, elle attend peut-être encore.
signing-status-unknown = Cette page ne sait pas si vous avez signé.
signing-status-taken = Votre signature est enregistrée. Elle comptera à une prochaine publication. Trois attendent toujours, tirées au sort ; à la fin, toutes sont publiées.
signing-status-unsure = Votre choix a été envoyé, sans réponse. Renvoyez-le : il ne compte qu’une fois.
signing-status-missing = Votre dernier choix n’est pas dans la liste, et elle est close. Prévenez votre syndicat.
signing-status-counted = Votre signature est dans la liste : publication { $number }, rien n’y a été modifié.
signing-status-indexed = Votre signature est dans l’index de la liste : publication { $number }. La liste est longue : cette page lit son index, et non les signatures elles-mêmes.
signing-status-older = Votre signature est dans la liste, pour la version { $version } du texte. Le texte a changé. Lisez le nouveau, et signez-le si vous êtes d’accord. Sinon, celle que vous avez donnée compte toujours.
signing-status-withdrawn = Vous avez retiré votre signature : la publication { $number } le dit, et vous n’êtes pas dans le décompte.
signing-status-void = Vous avez retiré votre signature, et rien de vous n’est dans la liste.
signing-consent-title = Votre consentement
signing-consent = J’ai lu ce texte, je soutiens la revendication et je consens.
signing-consent-missing = Vous n’avez pas coché la case : rien n’a été signé.
signing-sign = Signer
signing-signed = Votre signature est enregistrée. Elle comptera à une prochaine publication.
signing-withdraw-what = Vous pouvez la retirer jusqu’à la clôture de la liste. Ce qui est déjà publié reste dans les copies faites par d’autres ; cela ne compte plus.
signing-withdraw-unknown = Si vous avez signé et que cela n’apparaît pas ici, vous pouvez tout de même retirer.
signing-withdraw = Retirer ma signature
signing-withdrawn = Votre retrait est enregistré. Il comptera à une prochaine publication.
signing-look-what = Signatures et retraits dans la liste : { $rows }. Elle est lue en entier, ou son index si elle est longue, pour que personne n’apprenne laquelle est la vôtre.
signing-look = Chercher la mienne

## Ce qui ne va pas

signing-busy = Un instant…
signing-again = Réessayer
signing-code-for-card = Taper un code pour cette carte
signing-send-newest = L’envoyer comme dernier choix
signing-read-again = Relire
signing-error-no-answer = Aucune réponse. Vérifiez votre connexion et réessayez : envoyer deux fois la même chose est sans risque.
signing-error-not-stored = L’enregistrement n’a pas pu se faire. Rien n’est perdu. Réessayez dans quelques minutes.
signing-error-too-many = Trop d’essais. Rien n’a changé. Attendez une minute et réessayez.
signing-error-code-unknown = Ce code ne fonctionne pas. Rien n’a changé. Il a peut-être déjà servi, avec une autre carte ; il est d’un autre syndicat ; ou, s’il remplace une carte, il ne sert qu’après sept jours. Vérifiez votre saisie ; sinon, demandez à votre syndicat.
signing-error-card-unknown = Le syndicat ne connaît pas cette carte. Rien n’a changé. Si vous venez de la créer, tapez de nouveau votre code. Si elle a été remplacée ou supprimée, demandez un nouveau code à votre syndicat.
signing-error-round-unknown = Un nouveau tour a commencé. Rien n’a changé. Réessayez.
signing-error-issued-already = Des jetons d’un tour ont déjà été donnés pour votre place, avec une autre carte. Pour les revendications de ce tour, utilisez cette autre carte. Celle-ci reçoit les jetons des tours suivants.
signing-error-keys-changed = Une revendication a été ouverte ou close entre-temps. Rien n’a changé. Réessayez.
signing-error-bad-request = Le serveur du syndicat n’a pas accepté ce que cette page a envoyé. Rien n’a changé. Rechargez la page ; si cela se répète, prévenez votre syndicat.
signing-error-demand-unknown = Cette revendication n’est plus là. Rien n’a changé. Rechargez la page.
signing-error-other-version = Le texte a été modifié entre-temps. Rien n’a été signé. Lisez-le tel qu’il est maintenant.
signing-error-turn-used = Vous avez déjà signé ou retiré ici, dans un autre onglet, sur un autre appareil ou à un autre moment. Ce choix n’a pas été enregistré. L’envoyer comme votre dernier ?
signing-error-turns-spent = Vous avez changé d’avis ici autant de fois que possible : vous ne pouvez plus signer. Vous pouvez encore retirer votre signature.
signing-error-closed = La revendication a été close entre-temps. Rien n’a changé.
signing-error-bad-state = Ce que dit le tableau est illisible. Rien n’a changé. Réessayez plus tard ; si cela se répète, prévenez votre syndicat.
signing-error-newer-state = Cette page est plus ancienne que le tableau. Rechargez-la, ou enregistrez-la de nouveau.
signing-error-bad-address = Ce n’est pas l’adresse d’un tableau. Elle commence par https://
signing-error-bad-token = La réponse du syndicat n’est pas un jeton valable. Elle n’a pas été gardée. Réessayez plus tard ; si cela se répète, prévenez votre syndicat.
signing-error-other-list = La liste n’est pas celle que nomme le tableau. Rechargez la page ; si cela se répète, prévenez votre syndicat et d’autres personnes.
signing-error-other-row = Dans la liste, votre signature n’est pas telle que vous l’avez donnée. Gardez votre carte et vos jetons, et prévenez votre syndicat et d’autres personnes.
signing-error-bad-file = Ce fichier ne contient ni carte ni jetons, ou a été modifié. Choisissez-en un autre.
signing-error-broken = Le texte ou le consentement n’est pas celui que nomme son empreinte. Ne signez pas ; prévenez votre syndicat.
signing-error-failed = Quelque chose n’a pas marché sur cette page. Ce que vous avez n’est pas perdu. Rechargez la page.
