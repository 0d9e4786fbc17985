### La démonstration : ce que dit le terminal pendant que le bot joue son histoire. Personne ne le voit dans Discord.

demo-tour-title = Tocsin : la visite
demo-tour-intro = Le vrai bot, sa vraie base de données et ses vraies clés, dans un Discord simulé. Les contrats sont ceux des documents publics ; sur cette machine, un programme remplace la source, { $source }, et montre chaque jour tel qu’il était. Alice, Bob, Camille et la section syndicale sont inventés.

## Qui parle

demo-anyone = N’importe qui
demo-steward = La personne qui administre le bot
demo-organiser = Camille (équipe de campagne)
demo-alice = Alice (membre)
demo-bob = Bob (membre)
demo-channel-general = général
demo-channel-news = contrats-publics
demo-channel-organisers = équipe-de-campagne
demo-role-organisers = Équipe de campagne
demo-role-members = Membres
demo-role-managers = Gestion du serveur
demo-answer-private = réponse que seule cette personne voit : { $name }
demo-form-opened = le formulaire que voit { $name }
demo-post = publié dans #{ $channel }
demo-presses = { $name } appuie sur « { $button } »
demo-submits = { $name } coche la case et envoie le formulaire
demo-fills-in = { $name } donne un nom à la veille, écrit { $address } et envoie le formulaire
demo-calls = { $name } écrit { $command }
demo-ran = { $name } : { $command }

## Les étapes

demo-step-set-up = La campagne est mise en place
demo-step-day = { $day } : { $title }
demo-step-page-watch = Camille fait surveiller une page web
demo-step-demand = La revendication du syndicat est ouverte à la signature
demo-step-goal = Camille fixe un objectif
demo-step-delivery = La revendication est close et remise
demo-step-fact-check = Un fait est vérifié
demo-step-facts = Des membres se renseignent
demo-step-signing = Des membres signent
demo-step-publication = Le décompte est publié
demo-day-digest = la première lecture
demo-day-page-changed = un paragraphe disparaît de la page
demo-day-page-shortened = deux heures plus tard, il manque toujours
demo-day-page-missing = la page est introuvable
demo-day-page-gone = deux heures plus tard, elle est toujours introuvable
demo-day-docket-changed = les recours sont tranchés
demo-day-docket-decided = deux heures plus tard, la page le dit toujours
demo-step-campaign-facts = Des faits sont chargés avec leurs sources
demo-step-purchases = Camille veut aussi des nouvelles des autres fournisseurs
demo-step-notices = Camille fait surveiller les appels à la concurrence
demo-step-dockets = Camille fait surveiller les recours
demo-step-first-seen = Bob regarde la page qui n’est plus là
demo-step-chart = Alice veut voir les montants
demo-step-export = Camille porte le décompte à la direction
demo-step-evidence = Camille emporte les preuves
demo-step-board = Tout le monde peut le lire sur le tableau

demo-step-round = Un tour de jetons commence
demo-step-page-demand = Une deuxième revendication se signe sur la page du syndicat
demo-step-page-signing = Des membres signent sur la page, sans Discord
demo-step-page-closing = La revendication de la page est close
demo-step-page-count = Tout le monde peut compter les signatures de la page

demo-told-codes = Les { $count } membres du fichier du syndicat reçoivent chacun un code, hors de Discord. Avec ce code, le navigateur de chacun fait une carte de signature ; ces membres-ci sont simulés.
demo-told-page-signed = Alice fait par HTTP ce que ferait son navigateur sur { $url } : code, carte de signature, jetons, signature. Ni compte, ni nom, ni site.
demo-told-page-changed = Quelqu’un change un octet de { $file }.
demo-told-signing-again = Bob n’est pas sûr que cela ait marché, et recommence.
demo-told-withdrawal = Bob change d’avis.
demo-told-next-day = Un jour plus tard, le décompte suivant est publié.
demo-told-next-week = Sur la page, on signe pendant une semaine au moins après l’ouverture. Une semaine plus tard, le dernier décompte est publié.
demo-told-picture = L’image en mots, pour les personnes qui ne la voient pas :
demo-told-board = Sans Discord et sans compte : les dernières nouvelles du tableau.
demo-told-written = Écrit dans { $folder } :

## Ce qui est vérifié en chemin

demo-check-imported = { $count ->
    [0] Le fichier de campagne a apporté une veille et une revendication.
   *[other] Le fichier de campagne a apporté une veille, { $count } faits et une revendication.
}
demo-check-facts-loaded = { $count } faits sont chargés, chacun avec sa source. L’un d’eux est ce que la presse dit de la vente.
demo-check-nothing-new = Rien n’a changé dans les documents : rien n’est publié.
demo-check-purchases = Désormais, les nouvelles des autres fournisseurs sont publiées aussi.
demo-check-notices = Une annonce dit que les avis de SAM.gov sont désormais surveillés.
demo-check-dockets = { $count ->
    [one] Une annonce dit que le dossier est désormais surveillé.
   *[other] Une annonce pour chacun des { $count } dossiers dit qu’il est désormais surveillé.
}
demo-check-protests-decided = { $count ->
    [one] Une annonce nomme le recours et cite son issue.
   *[other] Une annonce pour chacun des { $count } recours, avec son issue telle que le dossier la donne.
}
demo-check-privacy = Les réglages de confidentialité sont complets : une revendication peut ouvrir.
demo-check-one-digest = Un seul résumé pour tout ce qui existait déjà, et non une annonce par contrat.
demo-check-digest-source = Le résumé nomme sa source et le jour de la lecture.
demo-check-demand-posted = La revendication est publiée une fois, avec un bouton pour signer.
demo-check-watch-saved = Seule Camille a vu ce que la veille trouverait, et rien n’était surveillé avant qu’elle l’enregistre.
demo-check-page-digest = Une annonce dit que la page est désormais surveillée ; ce qu’elle dit est conservé, et non publié.
demo-check-posts = { $count ->
    [one] Une seule annonce pour ce changement.
   *[other] { $count } annonces exactement, une pour chaque contrat qui a du nouveau.
}
demo-check-goal-set = La fiche du salon montre l’objectif ; rien n’a été publié de plus.
demo-check-milestone = Une seule annonce dit que l’objectif est atteint, avec le décompte publié.
demo-check-card-picture = La même fiche porte maintenant une image des deux décomptes.
demo-check-delivered = Une annonce dit qu’elle est close, une autre à qui elle est remise et avec combien de signatures : { $count }.
demo-delivered-to = le CSE de la démonstration
demo-check-post-says = Une annonce dit : { $said }.
demo-check-source-linked = Chaque annonce renvoie au document public.
demo-check-nothing-twice = Relire les mêmes documents ne publie rien.
demo-check-fact-marked = Le contrat a changé : les membres lisent que le fait est à revérifier, et l’équipe est priée de vérifier.
demo-check-fact-checked = L’équipe a dit qu’il est toujours exact : la mention a disparu.
demo-check-fact-sourced = Le fait porte son état, sa source et le jour où il a été vérifié.
demo-check-purchase = Le bot montre { $count } commandes qui semblent former un même achat, et renvoie à chacune.
demo-check-contract-said = Le contrat montre le montant engagé, { $amount }, et renvoie au document public.
demo-check-last-text = La page se lit encore telle qu’elle était en dernier, sans le paragraphe qui avait disparu.
demo-check-first-seen = Ce qui a été conservé le premier jour est remis en entier, avec le paragraphe qui a disparu.
demo-check-picture-said = Les mots nomment chaque contrat et son montant, dont { $amount }.
demo-check-picture = L’image et ses mots sont dans le dossier.
demo-check-private = Personne d’autre ne voit ce que le bot répond à une signature.
demo-check-same-answer = Le double appui a reçu la même réponse, mot pour mot, et n’a rien changé : { $count } signatures attendent.
demo-check-not-shown = Aucun décompte n’a bougé : { $count ->
    [0] rien n’est encore publié.
    [one] le décompte publié est toujours de { $count }.
   *[other] le décompte publié est toujours de { $count }.
}
demo-check-published = { $count ->
    [one] Le décompte publié est de { $count }.
   *[other] Le décompte publié est de { $count }.
}
demo-check-page-lines = Elle cite le paragraphe qui a disparu, et aucun de ceux qui sont restés.
demo-check-page-linked = Elle renvoie à la page.
demo-check-page-one-look = Une seule lecture ne suffit pas pour le dire : rien n’est encore publié.
demo-check-page-gone = Une seule annonce dit que la page a été retirée.
demo-check-quiet = Rien n’oblige à l’annoncer aujourd’hui : c’est gardé, ou attend l’annonce groupée de la semaine.
demo-check-export-private = Seule Camille a reçu les fichiers.
demo-check-export-count = Relu, l’export dit la même chose : { $count ->
    [one] { $count } signature.
   *[other] { $count } signatures.
}
demo-check-export-verified = `tocsin verify` trouve chaque fichier intact et la signature exacte, et recalcule le décompte.
demo-check-export-nobody = Aucun fichier ne contient l’identifiant ni le nom d’un membre.
demo-check-evidence-sums = Chaque fichier qu’il contient a l’empreinte que donne SHA256SUMS.
demo-check-evidence-contract = Ce que la source a répondu sur le contrat s’y trouve.
demo-check-evidence-page = La page s’y trouve telle qu’elle était, ainsi que la réponse disant qu’elle n’existe plus.
demo-check-board-count = Le tableau dit la même chose : { $count ->
    [one] { $count } signature ;
   *[other] { $count } signatures ;
} son registre est signé, et chaque décompte y découle du précédent.
demo-check-board-contract = Le contrat y a sa page, avec ses { $amount } et un lien vers la fiche publique.
demo-check-round-begun = Une annonce dit que le tour a commencé, avec l’empreinte de ses clés : en la comparant, on voit si elles sont échangées.
demo-check-issued = { $count } membres ont leurs jetons, signés à l’aveugle : le syndicat note qui en a reçu, et ne les a jamais vus.
demo-check-page-demand-posted = Elle est publiée une fois, sans bouton pour signer : son lien vers la page est le même pour tout le monde.
demo-check-page-count = { $count } signatures sont publiées et figurent sur la fiche du salon. Trois autres attendent, tirées au sort : celle d’Alice en est peut-être.
demo-check-page-closed = À la clôture, tout ce qui attendait est parti : { $count } signatures, dont celle d’Alice.
demo-check-page-verified = Le programme que donne le tableau trouve chaque ligne exacte, celle d’Alice aussi, et compte de même.
demo-check-page-changed = Il nomme la ligne : { $line }.

demo-tour-done = Chaque étape a fait ce qu’elle dit.
demo-tour-broken = La visite s’arrête ici, car ceci n’est pas vrai :
demo-tour-failed = La visite s’arrête ici, car le bot a échoué :

## Réglages de confidentialité de la démonstration

demo-privacy-controller = Section de démonstration d’un syndicat qui n’existe pas, 1 rue de l’Exemple, Paris
demo-privacy-contact = demonstration@example.org
demo-privacy-recipients = Les responsables de la section

## La revendication qui se signe sur la page du syndicat

demo-page-demand-title = Une réponse écrite à nos revendications
demo-page-demand-body = Nous demandons à la direction de répondre par écrit, sous un mois et avec ses raisons, à chacune des revendications du syndicat.

## Ce qui n’est vrai que de la démonstration : sur la fiche d’une revendication, et après la signature

demo-count-rule = Dans cette démonstration, un décompte est publié dès qu’une ou deux personnes ont signé dans Discord, ou six sur la page, dont trois, tirées au sort, attendent : vous pouvez donc le voir. Un vrai bot attend dix signatures, ou quelques-unes en une semaine, afin qu’une seule se voie difficilement.
demo-signed-next = **Et ensuite :** dans cette démonstration, un décompte est publié dès qu’une ou deux personnes ont signé. Un vrai bot compte votre signature avec d’autres, un jour plus tard ou davantage. La fiche de la revendication montre chaque décompte, puis à qui elle a été remise et ce qui a été répondu.

## La page

demo-page-title = Tocsin : la démonstration
demo-page-address = Ouvrez cette adresse dans un navigateur, sur cette machine :
demo-page-you = Vous êtes
demo-page-what = Ce que vous pouvez y faire : choisir en haut si vous êtes { $member } ou { $organiser } ; appuyer sur les boutons sous les annonces ; signer la revendication ; ou écrire / dans la zone du bas et choisir une commande. Alice, Camille et la section syndicale sont inventées, les contrats ne le sont pas. Les faits ont été vérifiés en novembre 2026, après les jours de l’histoire. Rien ne sort de cette machine.
demo-page-welcome = **Démonstration, pas Discord :** rien ne quitte cet ordinateur. Les contrats sont vrais ; { $site ->
        [yes] les personnes, l’avis prévu, les sous-traitances et la page web sont inventés
       *[no] les personnes et la section syndicale sont inventées
    }. Vous êtes Alice : attendez la revendication, puis signez. Tableau : { $url }
demo-page-board = Dans un second onglet : le tableau, que tout le monde peut lire sur le web, sans Discord. { $url }
demo-page-begins = L’histoire commence quand la page est ouverte, et dure moins de deux minutes. Ctrl+C met fin à la démonstration et efface ses données.
demo-page-empty = Pour tout configurer vous-même, dès l’accueil : tocsin demo --empty
demo-page-empty-what = Un serveur où rien n’est encore configuré : vous êtes { $owner }, qui le gère, ou Alice, membre. Appuyez sur le bouton sous le message d’accueil, ou écrivez /configurer. Des programmes locaux remplacent les sources ; rien ne quitte cette machine.
demo-page-signing = La deuxième revendication se signe sans Discord, sur la page du syndicat. Tapez-y le code d’Alice : { $code }, et la ligne en dessous : { $line }. Un vrai syndicat lui donne les deux sur papier. { $url }
demo-page-signed = Une signature est arrivée par la page ; rien en elle ne dit de qui elle est. D’autres membres signent maintenant, et chaque décompte en publie plusieurs à la fois. Trois, tirées au sort, attendent toujours le suivant, et celle-ci en est peut-être. Tout ce qui attend encore part quand Camille clôt la revendication.
demo-page-told = L’histoire est finie. Le bot continue : faites comme vous voulez. Ctrl+C y met fin.
demo-page-ended = La démonstration est finie ; ses données sont effacées.
demo-page-port = Le port { $port } est pris ou interdit : choisissez-en un autre avec --port, ou 0 pour n’importe quel port libre.
demo-folder-unwritable = Impossible d’écrire dans { $folder } : { $reason }. Choisissez un autre dossier avec --to.

## La page web de la démonstration

demo-site-none = Cette page n’existe pas

## Textes de remplacement des images de la documentation

demo-picture-setup = La première fiche de /configurer sur un téléphone, « { $title } » : les étapes de la mise en place, celles qui sont faites et celles qui manquent.
demo-picture-form = Le formulaire « { $title } » sur un téléphone : la revendication, à quoi sert la signature, à qui le nom est montré et ce qui est gardé.
demo-picture-post = Une annonce à propos d’un contrat, sur un téléphone : « { $title } », ce qui a changé, le total, la source, et des boutons pour signer et voir les détails.
demo-picture-card = La fiche d’un contrat sur un téléphone : « { $title } », qui achète et qui est payé, les montants, les dates et l’historique, avec la source.
demo-picture-page = La page pour la réunion : « { $title } », avec le décompte publié, son évolution, et comment le vérifier.
demo-picture-board = La première page du tableau sur un téléphone, dans un navigateur : « { $title } », combien ont signé, comment ces personnes ont été vérifiées, et l’avancée vers l’objectif.
demo-picture-board-demand = La page de la revendication « { $title } » sur le tableau, sur un téléphone : son décompte, son texte, et comment le vérifier.
