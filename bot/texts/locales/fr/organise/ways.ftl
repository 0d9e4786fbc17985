### Ways of signing: how organisers choose one.

demand-form-way = Comment signer ? Fixé à l’ouverture.
demand-way-discord = Dans Discord
demand-way-paper = Sur papier
demand-form-way-discord = **Dans Discord :** le syndicat ne voit aucun nom. Discord voit chaque clic, et qui a la base et les clés du bot peut retrouver qui a signé. À éviter là où c’est trop.
demand-form-way-paper = **Sur papier :** cache les signataires à Discord et au bot ; qui tient les feuilles lit les noms. À éviter là où une feuille peut être vue ou prise. Vous saisissez les totaux avec `/organiser action:papier saisir`.
demand-opening-paper = **Si vous ouvrez cette revendication**, elle est annoncée comme signée sur papier : personne ne peut la signer dans Discord. Saisissez les feuilles avec `/organiser action:papier saisir`. Elle n’est publiée nulle part avant que vous ne l’annonciez. Rédigée en : { $languages }.
demand-closing-paper = **Si vous fermez cette revendication**, elle ne peut plus être rouverte. Des feuilles peuvent encore être saisies et confirmées.
demand-announcing-elsewhere = La revendication sera publiée dans { $channel }, où chacun la verra, avec la façon de la signer.

audit-field-signed_by = Façon de signer

## Refusals

refusal-no-such-way = Une revendication ne se signe pas de cette façon. Rien n’a changé. Rouvrez le formulaire et choisissez dans la liste.
refusal-invalidation-paper = Cette revendication se signe sur papier. Rien n’a changé. Pour retirer des feuilles de son décompte : `/organiser action:papier retirer`.
refusal-hold-paper = Cette revendication se signe sur papier : le bot n’en a pas de clé, et rien à conserver. Rien n’a changé. Gardez les feuilles.

## On the union’s page

demand-way-page = Sur la page du syndicat
demand-form-way-page = **Sur la page du syndicat :** d’après ce que gardent le syndicat et Discord, personne ne peut dire, quelques jours après, à qui est une signature, sans une carte de signature ou un fichier de jetons. Le syndicat note qui a reçu des jetons : si presque toutes ces personnes ont signé, on sait presque qui a signé. Chacun peut compter. Demande un fichier des adhérent·es, et des codes remis une semaine avant. À éviter là où l’on fait montrer les téléphones.
demand-closing-page = **Si vous fermez cette revendication**, les signatures prennent fin dans un jour, ou une semaine après le dernier changement du texte si c’est plus tard : personne ne peut choisir le moment où les dernières signatures sont publiées. La fiche dit quand, et les membres l’apprennent. Toutes les signatures en attente sont alors publiées, et elle ne peut plus être rouverte. On peut retirer la sienne sur la page pendant encore 30 jours, même après la remise.
demand-archiving-page = **Si vous archivez cette revendication**, elle quitte pour de bon les listes et suggestions des membres. Elle reste dans les exports et dans votre propre liste ; ses fiches publiées disent qu’elle est archivée. Jusqu’à 30 jours après la fin des signatures, une signature peut encore être retirée sur la page du syndicat.
demand-opening-page = **Si vous ouvrez cette revendication**, elle se signe sur la page du syndicat, et non dans Discord. Chacun peut vérifier chaque signature publiée, et personne ne peut en rayer une. Si vous changez son texte ensuite, c’est une nouvelle version, à signer de nouveau pour la soutenir. Elle n’est publiée nulle part avant que vous ne l’annonciez. Rédigée en : { $languages }.
refusal-page-no-board = Les signatures se font sur une page de votre tableau public, et il n’y en a pas qui ait une adresse. Rien n’a changé. Créez-le avec `/organiser action:réglages tableau` ; la personne qui administre le bot définit `TOCSIN_SITE` et `TOCSIN_SITE_URL`.
refusal-page-no-roster = Une revendication se signe sur la page du syndicat par des personnes de son fichier des adhérent·es, et aucun n’est importé. Rien n’a changé. La personne qui administre le bot l’importe avec `tocsin roster import`.
refusal-page-was-open = Cette revendication a déjà été ouverte, et la base de données vient d’une sauvegarde plus ancienne. Rien n’a changé. Des membres l’ont peut-être signée : rédigez-en une autre, avec un autre nom court.
refusal-invalidation-page = Personne ne peut dire à qui est une signature de la page du syndicat : aucune ne peut être rayée. Rien n’a changé. Chacune a été donnée une seule fois par une personne du fichier.
refusal-deliver-uncounted = Le décompte de clôture de cette revendication n’est pas encore publié. Rien n’a changé. Réessayez dans quelques minutes ; si cela dure, demandez à la personne qui administre le bot.
refusal-key-of-open-ledger = Le registre de cette revendication est ouvert : ses signatures peuvent encore être retirées. Rien n’a changé. Il se clôt 30 jours après la fin des signatures.
terminal-drift-withheld = des signatures de la page de signature attendent et ne sont pas publiées, car elles ne peuvent être justes : le journal du bot dit pourquoi.
terminal-drift-files = les fichiers publiés des signatures ne sont pas ceux dont les empreintes sont dans le registre.
refusal-version-few = Le texte ne peut pas encore changer. Rien n’a changé. Sur la page du syndicat, chaque signature publique dit pour quel texte elle est donnée : un texte que peu ont signé les désignerait. Il faut au moins { $least } signatures publiées pour le texte actuel. D’ici là, fermez plutôt la revendication et ouvrez-en une autre.
refusal-signing-short = Sur la page du syndicat, une revendication se signe pendant au moins { $days } jours : qui l’ouvrirait pour une heure verrait qui signe. Rien n’a été ouvert. Fixez un dernier jour plus tardif, avec `/organiser action:revendication échéance`.
refusal-version-late = Le texte ne peut pas changer dans les { $days } derniers jours des signatures : ce que peu signent les désignerait. Rien n’a changé. Fixez d’abord un dernier jour plus tardif, avec `/organiser action:revendication échéance`.
refusal-deadline-soon = Les signatures sur la page du syndicat ne peuvent pas prendre fin si tôt : qui choisirait le moment verrait qui a signé en dernier. Rien n’a changé. Elles peuvent prendre fin le { $day } à { $hour } ({ $zone }) au plus tôt : dans un jour, et une semaine après un changement du texte.
refusal-deadline-stands = Les signatures sur la page du syndicat prennent fin dans moins d’un jour, et cela ne change plus : qui pourrait l’éviter choisirait qui signe en dernier. Rien n’a changé.
