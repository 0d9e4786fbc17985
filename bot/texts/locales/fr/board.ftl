## Le tableau : un site public de ce que le bot a posté et publié dans Discord

board-description = Ce que le syndicat demande, combien ont signé, et ce que disent les registres publics.
board-pages = Pages
board-languages = Langues
board-skip = Aller au texte
board-turn = Pages de la liste
board-page-of = { $title } : { $page }
board-menu-demands = Revendications
board-menu-contracts = Contrats
board-menu-facts = Faits
board-menu-updates = Nouvelles
board-menu-verify = Vérifier un décompte
board-menu-sign = Signer
board-made = Fait par Tocsin le { $day }.
board-about = À propos de ce tableau
board-no-demands = Aucune revendication n’est encore ouverte.
board-money-title = { $amount } { $source ->
        [decp] pour des marchés entiers
       *[other] engagés
    }{ $since ->
        [none] {""}
       *[month] {" "}depuis { $since }
    }
board-sold = « { $word } » : { $meaning }.
board-progress = Progression vers l’objectif
board-latest = Ce qui a changé récemment
board-all-updates = Toutes les nouvelles
board-all-facts = Tous les faits
board-money = L’évolution des montants, en graphique et en tableau
board-all-contracts = Tous les contrats
board-column-contract = Contrat
board-column-since = Depuis
board-column-amount = Montant
board-column-ceiling = Plafond
board-press = Presse
board-press-publisher = Publié par { $name }.
board-press-contact = Contact : { $contact }
board-press-right = Vous pouvez écrire :
board-press-wrong = N’écrivez pas :
board-press-money = { $said } pour : { $what } ({ $source })
board-press-ceiling = « { $amount } payés » : c’est un plafond, pas une dépense
board-press-employees = « { $count } salarié·es ont signé » : personne n’a vérifié qui y travaille

board-undated = Sans date
board-feed-count =
    { $count ->
        [one] { $count } signature : { $title }
       *[other] { $count } signatures : { $title }
    }

## Une revendication

board-demand-text = Ce qui est signé
board-seen-by =
    { $way ->
        [page] On signe sur la page du syndicat, sans compte : ni Discord ni le bot ne voient de clic. Le syndicat note qui a reçu des jetons.
        [paper] On signe sur papier : le bot ne garde aucun nom, et Discord n’en voit aucun.
       *[discord] Discord voit qui appuie sur Signer. Le bot ne montre à personne qui a signé.
    }
board-publications = Tous les décomptes publiés
board-publications-caption = Du plus récent au plus ancien. Conservez une ligne de contrôle : elle permet de vérifier plus tard que rien n’a changé avant elle.
board-column-number = Nº
board-column-day = Jour
board-column-count = Signatures
board-column-reason = Publié parce que
board-column-head = Tête
board-reason-batch = assez de changements attendaient
board-reason-late = assez de temps avait passé
board-reason-opening = la revendication a été ouverte
board-reason-amended = le texte a changé
board-reason-closing = la revendication a été close
board-reason-ended = la liste des signatures est close : rien ne suit
board-reason-invalidated =
    { $invalidated ->
        [one] une signature a été retirée comme non valable
       *[other] { $invalidated } signatures ont été retirées comme non valables
    }
board-reason-restored = le premier après la restauration d’une sauvegarde : certains, avant lui, sont perdus
board-head = Gardez cette ligne : elle permet de vérifier plus tard que rien n’a été modifié avant elle :
board-head-how = Comment la comparer
board-sign = Signer sur la page du syndicat
board-verify-link = Vérifier ce décompte
board-ledger-file = Le registre, à télécharger
board-embed = Afficher ce décompte sur votre site
board-embed-how = Collez cette ligne dans votre page. L’image montre toujours le dernier décompte publié, en mots aussi pour les lecteurs d’écran ; elle est sans script et ne dépose aucun cookie.
board-embed-seen = Le serveur de ce tableau voit l’adresse réseau de chaque personne qui ouvre votre page, comme le vôtre.
board-version = Version { $number }, du { $day }

## Un contrat

board-first-seen = À la première lecture
board-earlier-actions = { $count } plus anciens

## À propos du tableau

board-about-text =
    Ce tableau montre ce qu’un bot a posté dans le serveur Discord du syndicat, « { $server } » : des revendications et leurs décomptes, des contrats publics, des faits et leurs sources. Il ne dit pas qui a signé.

    Un décompte est le nombre de signatures au moment de sa publication. À côté figure la manière dont les signataires ont été vérifiés.
board-compare-title = Tout le monde voit-il la même chose ? Trois étapes
board-compare-steps =
    1. Conservez une ligne de contrôle : la ligne sous un décompte, ici ou dans le salon des annonces du syndicat, sur Discord. Elle se termine par 32 caractères, par groupes de quatre.
    2. Plus tard, ouvrez *Vérifier un décompte*, choisissez la revendication et collez la ligne de contrôle conservée.
    3. Si rien n’a changé, l’histoire jusqu’à ce décompte est celle que vous aviez vue. Comparez la ligne de contrôle que vous avez conservée avec celle d’un·e collègue : si elles diffèrent pour un même numéro, deux histoires existent, et le syndicat doit s’en expliquer.
board-not-shown-title = Ce que personne ne voit ici
board-not-shown =
    - Qui a signé. C’est voulu.
    - Que chaque signature est celle d’une personne. Cela dépend de la manière dont les signataires ont été vérifiés, et de qui s’en porte garant.
    - Combien ont signé dans Discord, et combien y ont retiré leur signature, entre deux décomptes. Pour la page du syndicat, les lignes le montrent, sans nom.
    - Que rien n’a été omis avant le début d’une histoire. Tous les jours sont ceux de l’horloge de la machine du bot.
    - Que ce site montre la même chose à tout le monde. Comparer les lignes de contrôle le montre.
board-data-title = Les données
board-data-board = Les revendications et tous leurs décomptes, les faits et les mots expliqués, en JSON
board-data-schema = Le sens des clés des fichiers JSON : un schéma JSON
board-data-counts = Tous les décomptes publiés, en CSV
board-data-contracts = Les contrats, en CSV
board-data-actions = Leurs modifications, en CSV
board-data-feed = La même chose, en flux JSON
board-data-atom = Ce qui est publié, en flux Atom auquel s’abonner
board-data-columns = Le sens des colonnes des fichiers CSV, en anglais
board-data-nested = Les contrats et leurs modifications, en JSON
board-key = Les registres sont signés avec la clé { $key }. Comparez-la avec celle que le syndicat a publiée ailleurs.
board-script = Le script de la page de signature a l’empreinte `{ $hash }`. Dans le code source de la page, `script-src` a la même : le navigateur n’exécute aucun autre script. Comparez-la avec celle de la page d’un autre syndicat, ou de la page fournie avec Tocsin, de la même version.

## Vérifier un registre

board-verify-what = Votre navigateur recalcule tous les décomptes d’une revendication, sans rien demander à personne. Il lui faut le registre ; la clé du syndicat et une ligne de contrôle conservée rendent la vérification plus forte.
board-verify-noscript = Cette page a besoin de scripts. Sans eux, utilisez `verify.py`, sur ce tableau, ou `tocsin verify`.
board-verify-ledger = Revendication
board-verify-everything = Tout : tous les registres et les données de ce tableau
board-verify-file = Ou des fichiers sur votre machine : un registre ; ou plusieurs fichiers d’un tableau, avec son manifest.json et son manifest.sig
board-verify-key = La clé du syndicat ou son empreinte, si vous l’avez
board-verify-head = Une ligne de contrôle conservée, si vous en avez une
board-verify-row = Votre propre ligne ou sa clé, si vous l’avez gardée
board-verify-receipt = Le fichier avec vos reçus, enregistré par la page de signature
board-verify-button = Vérifier
board-verify-own-title = Si vous ne faites pas confiance à ce site
board-verify-own = Cette page vient du site qu’elle vérifie. Un site malhonnête pourrait mettre ici une page qui dit toujours oui. Prenez-en donc une à vous : enregistrez cette page depuis un autre tableau, ou prenez `verify.html` dans les documents de Tocsin ; ouvrez-la depuis votre disque, et choisissez-y les fichiers. Elle n’a pas besoin de réseau, et n’envoie rien.
board-check-verdict-good = Tout ce qui a été vérifié est juste.
board-check-verdict-wrong = Quelque chose ne va pas.
board-check-counts = Les publications forment une seule chaîne : { $publications }, la dernière de { $count }.
board-check-key = Il a été signé avec la clé donnée.
board-check-head = Rien n’a changé jusqu’à la publication { $number } depuis la ligne de contrôle conservée.
board-check-restored = Il manque des publications avant la publication { $number }, qui dit qu’elles ont été perdues lors de la restauration d’une sauvegarde. Rien ne permet de savoir si c’est vrai, ou si quelqu’un les a supprimées.
board-check-clock = La publication { $number } est datée d’avant celle qu’elle suit : l’horloge de la machine a été reculée.
board-check-compare-key = Il a été signé avec la clé { $key }. Comparez-la avec celle que le syndicat a publiée.
board-check-no-ed25519 = Ce navigateur ne sait pas vérifier les signatures (Ed25519). Tout le reste a été vérifié.
board-check-signature = La signature n’est pas valable : quelque chose a été modifié après avoir été signé.
board-check-other-key = Il a été signé avec une autre clé que la vôtre : { $key }.
board-check-head-unread = La ligne de contrôle est illisible : copiez à nouveau la ligne entière.
board-check-head-other = La publication { $number } n’est pas celle dont vous avez la ligne de contrôle : c’est une autre histoire.
board-check-head-absent = La publication { $number }, dont vous avez la ligne de contrôle, n’est pas là : elle a été retirée ou perdue.
board-check-head-changed = La ligne de contrôle n’est pas celle de la dernière publication : une publication a été coupée, ou la ligne de contrôle a été modifiée.
board-check-no-ledger = Ce n’est pas un registre tel que Tocsin l’écrit : c’est un fichier d’une autre sorte, il est tronqué, ou il a été modifié.
board-check-text = L’empreinte de la version { $number } du texte n’est pas celle du texte.
board-check-no-text = Publication { $number } : le texte signé n’est pas dans le fichier.
board-check-missing = Avant la publication { $number }, il en manque une, ou il y en a une de trop.
board-check-other-demand = La publication { $number } est celle d’une autre revendication.
board-check-negative = La publication { $number } a un nombre négatif.
board-check-lost-nothing = La publication { $number } dit que quelque chose est perdu, sans dire quoi.
board-check-previous = La publication { $number } n’a pas l’empreinte de la précédente : quelque chose a été modifié ou retiré.
board-check-hash = Publication { $number } : son empreinte n’est pas celle de ce qu’elle dit.
board-check-verdict-part = Ce qui a été vérifié est juste. Tout ne l’a pas été : les lignes à tiret disent ce qui manque.
board-check-verdict-none = Rien n’a été vérifié.
board-check-checking = Vérification en cours…
board-check-choose = Choisissez d’abord un fichier.
board-check-no-crypto = Ce navigateur ne calcule pas d’empreintes ici. Enregistrez cette page, ouvrez-la depuis votre disque et choisissez un fichier ; ou utilisez verify.py.
board-check-unreachable = Un fichier n’a pas pu être lu. Téléchargez-le, et choisissez-le ici.
board-check-ledger = C’est le registre de « { $title } » ({ $demand }).
board-check-files = Fichiers inchangés, comme dans la liste signée : { $number }. La liste est du { $day }.
board-check-head-newer = Le registre finit avant la publication { $number }, dont vous avez la ligne de contrôle : le fichier est plus ancien que votre ligne de contrôle, ou quelque chose a été retiré.
board-check-head-demand = La ligne de contrôle conservée est celle d’une autre revendication : { $demand }.
board-check-key-unread = La clé est illisible : elle a 64 chiffres, son empreinte 32. Recopiez-la.
board-check-too-large = Le fichier est plus gros que n’importe quel registre : il n’a pas été lu.
board-check-newer-format = Il a été fait par un Tocsin plus récent : utilisez la page ou le programme de celui-ci.
board-check-no-list = Il n’y a pas de liste de fichiers telle que Tocsin l’écrit (manifest.json et manifest.sig), ou elle a été modifiée.
board-check-file-changed = { $name } a été modifié : il n’est pas comme dans la liste signée.
board-check-file-missing = { $name } manque.
board-check-file-added = { $name } n’est pas dans la liste signée : il a été ajouté ou renommé.
board-check-other-ledger = { $name } est le registre d’une autre revendication : { $demand }.
board-check-other-counts = { $name } ne dit pas la même chose que les registres.
board-check-not-shown = Cela ne montre ni qui a signé, ni que chaque signature est celle d’une personne, ni que d’autres ont vu la même chose.
board-check-after-end = La publication { $number } vient après celle qui a clos la liste des signatures.
board-check-no-rows = La publication { $number } n’a pas de lignes, et un autre décompte que la précédente.
board-check-opening = Publication { $number } : une revendication signée sur la page s’ouvre par le numéro 1, qui ne compte rien, et une seule fois.
board-check-issuing-key = Publication { $number } : sa clé d’émission n’est pas de celles que fait Tocsin.
board-check-other-issuing-key = La publication { $number } a une autre clé d’émission que la précédente.
board-check-page-entry = La publication { $number } dit ce qu’aucune revendication signée sur la page ne peut dire : Tocsin ne l’a pas faite.
board-check-issued = Publication { $number } : { $count } signatures, { $issued } jetons émis et { $places } places sur la liste ne vont pas ensemble, ou ne sont pas donnés par dizaines.
board-check-consent = L’empreinte de la version { $number } du consentement n’est pas celle du consentement.
board-check-rows-missing = { $name }, les lignes de la publication { $number }, manque.
board-check-rows-hash = { $name } n’est pas le fichier que nomme la publication { $number } : une ligne a été modifiée, ajoutée ou retirée.
board-check-index-hash = Publication { $number } : l’index qu’elle nomme n’est pas celui de { $name }.
board-check-rows-count = La publication { $number } dit { $count }, et les lignes donnent { $found }.
board-check-rows-issued = Publication { $number } : { $found } clés ont des lignes, et seuls { $issued } jetons ont été émis.
board-check-row-form = { $name }, ligne { $row } : ce n’est pas une ligne telle que Tocsin l’écrit.
board-check-row-twice = { $name }, ligne { $row } : elle a la même clé que la ligne précédente.
board-check-row-order = { $name }, ligne { $row } : les lignes ne sont pas dans l’ordre de leurs clés.
board-check-row-turn = { $name }, ligne { $row } : cette clé a déjà publié une ligne dont « turn » est égal ou supérieur.
board-check-row-version = { $name }, ligne { $row } : aucune publication jusqu’à celle-ci ne nomme la version qu’elle signe.
board-check-row-late = { $name }, ligne { $row } : elle signe après la clôture, quand plus personne ne pouvait signer.
board-check-row-token = { $name }, ligne { $row } : le jeton n’a pas été émis avec la clé de cette revendication.
board-check-row-signature = { $name }, ligne { $row } : la signature n’est pas celle de cette clé pour cette revendication et ce que dit la ligne.
board-check-rows-more = { $name } : il y a { $number } autres fautes dans ses lignes.
board-check-rows = Lignes vérifiées une à une : { $number }, de { $found } clés. Chacune a un jeton émis avec l’unique clé de la revendication, et elles donnent chaque décompte.
board-check-rows-unchecked = Les lignes n’ont pas été vérifiées. Choisissez leurs fichiers avec le registre, ou mettez-les à côté : { $name } et ainsi de suite.
board-check-rounds = Chaque clé d’émission est d’un tour annoncé, et ouvre une seule revendication.
board-check-rounds-unchecked = Il n’y a pas de rounds.json : que la clé d’émission ait été annoncée n’a pas été vérifié.
board-check-rounds-unread = { $name } n’est pas la liste des tours telle que Tocsin l’écrit, ou sa signature n’est pas valable.
board-check-round = { $name }, tour { $number } : il ne suit pas le précédent, son empreinte n’est pas celle de ce qu’il dit, ou l’une de ses clés y était déjà.
board-check-round-no-key = La clé d’émission de { $demand } n’est dans aucun tour annoncé.
board-check-key-twice = { $demand } et { $other } ont la même clé d’émission, et chaque clé ouvre une seule revendication.
board-check-timestamps-unchecked = Les horodatages n’ont pas été vérifiés ici. Vérifiez-les avec tocsin verify, ou avec OpenSSL dans un dossier tel que { $name } : openssl ts -verify -in 1.tsr -data document.json -CAfile ROOT.pem. ROOT.pem est le certificat racine, obtenu auprès de l’autorité elle-même.
board-check-own = Votre ligne est là, entière : { $name }, ligne { $row }.
board-check-own-signed = La dernière ligne de votre clé signe la version { $version } : { $name }, ligne { $row }.
board-check-own-withdrawn = La dernière ligne de votre clé retire la signature : { $name }, ligne { $row }.
board-check-own-newer = Une ligne plus récente que la vôtre a votre clé : { $name }, ligne { $row }. Si vous ne l’avez pas faite, quelqu’un a votre carte de signature ou vos jetons.
board-check-own-other = { $name }, ligne { $row }, a votre clé et n’est pas votre ligne. Gardez les deux, et montrez-les à d’autres.
board-check-own-absent = Votre ligne n’est pas parmi celles qui sont publiées. Certaines attendent le prochain décompte ; une fois close la liste des signatures de la revendication, aucune.
board-check-own-unread = Votre ligne est illisible : copiez la ligne entière, ou sa clé de 86 caractères.
board-check-not-shown-page = Cela ne montre pas non plus que la liste des membres est vraie, que chaque jeton est allé à un membre, ni que les membres ont signé sur la page publiée. Et aucune vérification ne découvre les signatures qu’aurait faites la personne qui détient la clé d’émission, à la place des membres qui ont reçu des jetons sans signer : jusqu’au nombre de jetons émis.
board-check-progress = Lignes vérifiées : { $number }…
board-check-other-format = La publication { $number } est d’un autre format que la précédente.
board-check-other-box-key = La publication { $number } indique une autre clé de l’urne que la précédente.
board-check-places = « { $demand } » : { $first_places } places sur la liste à l’ouverture, { $places } maintenant ; { $first_issued } jetons émis alors, { $issued } maintenant.
board-check-places-fell = La publication { $number } indique { $now } places sur la liste, et la précédente { $before } : leur nombre ne diminue jamais.
board-check-issued-fell = La publication { $number } indique { $now } jetons émis, et la précédente { $before } : leur nombre ne diminue jamais.
board-check-figures-changed = La publication { $number } n’a pas les mêmes nombres de places et de jetons émis que la clôture, après laquelle personne ne reçoit plus de jeton.
board-check-round-fell = La publication { $number } de « { $demand } » a moins de places ou de jetons émis qu’une plus ancienne de « { $other } », du même tour { $round }.
board-check-file-odd = { $name } est un lien, un tube ou autre chose qu’un fichier : il n’a pas été ouvert.
board-check-archive-odd = { $name } : l’archive est abîmée, ou sa liste de fichiers ne correspond pas à son contenu. D’un programme à l’autre, il en sortirait des fichiers différents : décompressez-la et vérifiez le dossier.
board-check-document-unchecked = { $name } est trop gros et n’a pas été vérifié. La liste signée des fichiers le couvre.
board-check-void = NULLE : la liste de « { $demand } » a été déclarée nulle le { $day }. Ses décomptes ne prouvent rien.
board-check-verdict-void = Nulle : les décomptes ne prouvent rien, même si rien n’a été modifié.
board-check-receipt = L’urne de « { $demand } » a pris votre ligne : le reçu est valable.
board-check-receipt-waits = Votre ligne de « { $demand } » n’est pas encore publiée : elle attend. Toutes les lignes en attente paraissent à la clôture de la revendication ; les retraits faits ensuite, à celle de sa liste des signatures.
board-check-receipt-none = Le fichier n’a pas de reçu pour ce qui a été vérifié ici. Gardez votre ligne : la liste montre si elle a été publiée.
board-check-receipt-unread = Le fichier du reçu est illisible : prenez-le tel que la page de signature l’a enregistré.
board-check-receipt-wrong = Ce reçu n’est pas celui que l’urne de « { $demand } » a donné pour cette ligne.
board-check-row-struck = L’urne a pris votre signature de « { $demand } », ou votre retrait, et ce n’est pas dans la liste. Ce fichier le prouve, sauf si vous avez changé d’avis avant la publication. Il montre aussi que vous avez signé.
board-check-not-shown-evidence = Cela montre que le bot qui a cette clé a réuni ces preuves, pas qu’il a copié fidèlement les sources : comparez avec les sources.
