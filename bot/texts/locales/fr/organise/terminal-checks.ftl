### Le terminal : ce que trouvent tocsin check et tocsin verify.

## tocsin check
terminal-source-unreachable = { $host } est injoignable. Vérifiez la connexion de cette machine, ou réessayez plus tard.
terminal-restored-before = { $loss } Y a-t-il une sauvegarde plus récente ? Mettez-la en place avant que quiconque signe. Sinon, démarrez le bot : les décomptes continuent, et l’équipe de campagne est prévenue.
terminal-restored-after = { $loss } L’équipe de campagne est prévenue là où elle a un salon ; ce qui a été exporté et publié avant reste vrai. Gardez ces exportations.
terminal-journal-lost = revendication { $number } ({ $slug }) : on ne sait plus qui a retiré sa signature. Le registre des retraits, à côté de sa clé, manque ; un fichier de tocsin keys backup ne le contient pas. Les signatures retirées depuis la sauvegarde de la base comptent de nouveau. Si vous avez une copie du dossier des clés, remettez son demand-{ $number }.withdrawn à sa place avant de démarrer le bot. Sinon, demandez publiquement aux membres de retirer encore une fois leur signature. Puis faites de nouvelles sauvegardes de la base et des clés, et détruisez les anciennes.
terminal-journal-begun = revendication { $number } ({ $slug }) : son registre des retraits a été perdu, et recommencé le { $day }. Une signature retirée entre la sauvegarde de la base et ce jour compte de nouveau : demandez publiquement aux membres de la retirer encore une fois. Faites de nouvelles sauvegardes de la base et des clés, et détruisez les anciennes. Cette ligne disparaîtra avec la clé de la revendication.
terminal-check = { $mark } { $sentence }
terminal-check-settings = tous peuvent servir.
terminal-check-env-open = toute personne qui a un compte sur cette machine peut lire { $file }, où est le jeton : lancez chmod 600 { $file }, et changez le jeton si quelqu’un d’autre a pu le lire.
terminal-check-no-database = { $missing } n’existe pas encore : lancez tocsin db upgrade, ou tocsin run.
terminal-check-database-lost = { $missing } manque, et le dossier des clés contient des clés de revendications : indiquez dans DATABASE_URL où est la base, ou restaurez votre dernière sauvegarde avec tocsin restore FICHIER.
terminal-check-database = accessible et à jour.
terminal-check-database-empty = accessible mais vide : lancez tocsin db upgrade, ou tocsin run.
terminal-check-database-old = accessible, mais faite par une version antérieure : faites une sauvegarde, puis lancez tocsin db upgrade, ou tocsin run.
terminal-check-forgotten = le serveur { $server } a été supprimé après la sauvegarde dont vient cette base, et ses clés sont détruites. Le prochain démarrage du bot supprime à nouveau ses données.
terminal-check-marks = ces fichiers du dossier des clés manquent, sont abîmés ou plus anciens que la base : { $list }. Si ce dossier vient d’une copie, des retraits peuvent y manquer aussi, et des publications peuvent manquer à la base sans qu’on le voie : mettez en place la copie la plus récente avant de démarrer le bot. S’il n’y en a pas, démarrez-le : il les réécrit.
terminal-check-no-keys = aucune n’est encore nécessaire ; la clé de la première revendication sera dans { $folder }.
terminal-check-keys = dans { $folder }, celles de cette base, lisibles par cet utilisateur seulement.
terminal-check-roster-lost = celui du serveur { $servers } a perdu sa clé, si bien que personne ne peut y être trouvé : lancez tocsin roster clear --server ID, puis importez à nouveau le fichier.
terminal-check-no-roster = aucun n’a encore été importé ; les revendications n’en demandent un que si l’équipe de campagne le veut.
terminal-check-rosters = { $count } importés, chacun avec sa clé connue.
terminal-check-rounds = { $count } commencés, chacun avec ses clés connues.
terminal-check-backup = la base de données a été sauvegardée pour la dernière fois le { $moment }.
terminal-check-backup-old = la base de données a été sauvegardée pour la dernière fois le { $moment }, il y a { $days } jours : lancez chaque nuit tocsin backup FICHIER (docs/fr/backup.md).
terminal-check-backup-none = aucune sauvegarde de la base de données n’est connue : lancez chaque nuit tocsin backup FICHIER (docs/fr/backup.md).
terminal-check-keys-saved = toutes les clés sont dans la sauvegarde du { $moment }, ou dans une plus ancienne.
terminal-check-keys-unsaved = { $count ->
        [one] Une clé n’est
       *[other] { $count } clés ne sont
    } dans aucune sauvegarde connue : lancez tocsin keys backup FICHIER, et gardez le fichier loin de la base de données.
terminal-check-round-issuing = tour { $round } du serveur { $server } : ces clés d’émission sont absentes ou abîmées : { $names }. Plus personne ne reçoit de jeton avec elles, et il ne peut en exister de copie. Les jetons que les membres ont gardés signent encore, et les signatures peuvent être retirées. Pour de nouveaux jetons, commencez un nouveau tour.
terminal-check-round-keys = tour { $round } du serveur { $server } : la base ne connaît pas ces clés : { $names }. Sans elles, personne ne reçoit de jeton de ce tour, et une carte de signature ne retrouve plus ses signatures. Si vous avez une sauvegarde plus récente de la base, restaurez-la. Sinon, commencez un nouveau tour.
terminal-check-round-unknown = le dossier des clés contient { $count } clés dont le nom contient { $round }. Elles appartiennent à un tour que cette base ne connaît pas, sans doute parce qu’elle vient d’une sauvegarde plus ancienne. Si vous en avez une plus récente, restaurez-la. Sinon, laissez ces fichiers où ils sont : le bot supprime les clés d’émission après un jour, et les autres quand elles ont six mois.
terminal-check-audit = le journal de l’équipe de campagne est complet.
terminal-check-audit-broken = l’entrée { $number } du serveur { $server } { $fault } : quelqu’un a changé la base sans le bot, ou elle est abîmée. Gardez-en une copie telle quelle, et comparez-la à votre dernière sauvegarde.
terminal-check-counts = chaque registre des décomptes est complet et correspond à ses signatures.
terminal-check-drift = { $drift } Gardez une copie de la base telle quelle, comparez-la à votre dernière sauvegarde, et ne donnez aucun décompte de cette revendication avant d’avoir trouvé l’explication. Le bot ne corrige rien de lui-même.
terminal-check-no-boards = aucun serveur n’en a de public : un·e responsable l’active avec /organise settings board.
terminal-check-boards = { $list }, publié dans { $site }.
terminal-check-boards-unset = { $list } est activé, et TOCSIN_BOARD n’est pas défini : seul tocsin publish le publie.
terminal-check-board-unwritable = cet utilisateur ne peut pas écrire dans { $folder } : donnez-le à l’utilisateur sous lequel le bot tourne, ou nommez un autre dossier dans TOCSIN_BOARD.
terminal-check-board-command = { $program }, dans TOCSIN_BOARD_COMMAND, n’est pas un programme que cet utilisateur peut lancer : écrivez son chemin complet.
terminal-check-source = elle fonctionne.
terminal-check-token = Discord le connaît sous le nom de { $name }.
terminal-audit-missing = manque
terminal-audit-changed = n’est pas ce qui a été écrit
terminal-audit-sealed = ne s’ouvre pas avec la clé du journal
terminal-audit-cut = a été écrite, et manque maintenant
terminal-audit-actor = vient d’une personne qui n’est plus connue, alors que personne n’a demandé d’effacement

## Signatures et décomptes
terminal-drift = revendication { $number } ({ $slug }) : { $sentence }
terminal-drift-rows = le registre compte { $count } signatures publiées, la base en contient { $rows }.
terminal-drift-sealed = { $count } signatures ne s’ouvrent pas avec la clé de la revendication. Elles sont dans le total, et dans le décompte d’aucun site.
terminal-ledger-publication = publication { $number } : { $sentence }
terminal-ledger-number = le numéro { $number } est attendu ici : une entrée manque, ou il y en a une de trop.
terminal-ledger-other-demand = elle porte sur une autre revendication que la précédente.
terminal-ledger-negative-changes = un nombre de changements est négatif.
terminal-ledger-count = elle dit { $count }, mais le décompte précédent et ses changements font { $expected }.
terminal-ledger-negative-count = un décompte ne peut pas être négatif.
terminal-ledger-restored-no-hash = elle dit que la base a été restaurée, et n’a pas d’empreinte.
terminal-ledger-no-hash = elle n’a pas d’empreinte, alors que la précédente en a une.
terminal-ledger-restored-nothing-lost = elle dit que la base a été restaurée, et ne nomme aucune publication perdue.
terminal-ledger-other-hash = elle ne contient pas l’empreinte de la précédente : quelque chose a été changé, retiré ou ajouté.
terminal-ledger-older-format = elle est d’un format plus ancien que la précédente.
terminal-ledger-hash-differs = son empreinte ne correspond pas à ce qu’elle dit : elle a été changée.
terminal-ledger-opening = un registre de signatures données sur la page commence par son ouverture, sans signatures, et n’en a pas d’autre.
terminal-ledger-other-key = ses jetons sont d’une autre clé que ceux de la précédente.
terminal-ledger-after-end = elle vient après la clôture de la liste des signatures.
terminal-ledger-no-rows = elle dit { $count }, mais aucune signature n’a été publiée avec elle, et le décompte précédent est { $expected }.
terminal-ledger-issued = elle dit { $count } signatures, des jetons pour { $issued } personnes, et { $places } personnes qui pouvaient en avoir : ces nombres ne peuvent que croître de l’un à l’autre.
terminal-ledger-not-on-page = elle contient ce qu’aucune publication de signatures données sur la page n’a.
terminal-verify-too-large = { $name } est trop grand pour un export ou un registre.
terminal-verify-bad-key = --key attend la clé publique, 64 chiffres hexadécimaux, ou son empreinte, 32 : copiez-la à nouveau là où le syndicat l’a publiée.
terminal-verify-evidence-key = Ces preuves viennent d’une version antérieure, qui ne les signait pas : vérifiez-les sans --key.
terminal-verify-holds-no = { $path } ne contient pas { $missing } : ce n’est pas une exportation, ou ce fichier a été retiré.
terminal-verify-signed = La signature est valide : { $what } a été signé avec la clé { $mark }.
terminal-verify-not-signed = La signature n’est pas valide : { $what } a été modifié après avoir été signé.
terminal-verify-compare = Comparez l’empreinte { $mark } avec celle que le syndicat a publiée. Sans cela, rien ne montre qui en est l’auteur.
terminal-verify-expected-key = C’est la clé que vous attendiez.
terminal-verify-other-key = Ce n’est pas la clé attendue : la clé nommée ici est { $mark }.
terminal-verify-counts-unreadable = Les décomptes ne peuvent pas être vérifiés : un fichier n’est pas celui d’une exportation ({ $reason }).
terminal-verify-sums = { $file } contient une ligne que sha256sum n’a pas écrite : { $text }
terminal-verify-evidence = Ces preuves viennent d’une version antérieure, qui ne les signait pas : elles sont complètes et inchangées, mais rien ne montre qui les a écrites.
terminal-verify-evidence-signed = Les preuves sont complètes et inchangées depuis leur écriture. Cela ne montre pas que leur auteur a copié fidèlement les sources.
terminal-verify-missing = { $name } manque.
terminal-verify-changed = { $name } a été changé : son contenu n’est pas celui que dit { $by }.
terminal-verify-not-listed = { $name } n’est pas dans la liste de { $by } : il a été ajouté ou renommé.
terminal-verify-unchanged = Les { $count } fichiers sont inchangés, et il n’y en a pas d’autre.
terminal-verify-entry = { $slug } : { $fault }.
terminal-verify-fault = { $slug }, { $fault }
terminal-verify-publication-of = { $slug } : le fichier contient une publication de { $other }.
terminal-verify-other-count = { $slug } : manifest.json a un autre décompte ou une autre empreinte que ledger.json.
terminal-verify-other-demands = manifest.json et { $file } portent sur des revendications différentes.
terminal-verify-other-counts = counts.csv a d’autres décomptes que ledger.json.
terminal-verify-other-paper = manifest.json a d’autres signatures sur papier que paper.csv.
terminal-verify-document-large = { $file } est trop grand pour être comparé ici aux autres fichiers.
terminal-verify-document-counts = { $slug } : { $file } a d’autres décomptes que manifest.json et ledger.json.
terminal-verify-document-hash = { $slug } : { $file } a une autre empreinte du texte que manifest.json.
terminal-verify-text-hash = { $slug } : l’empreinte de la version { $version } de son texte n’est pas celle du texte.
terminal-verify-manifest-because = { $file } n’est pas celui d’une exportation ({ $reason }).
terminal-verify-not-of-an-export = { $file } n’est pas celui d’une exportation.
terminal-verify-format = { $file } est d’un autre format : vérifiez-le avec la version de Tocsin qu’il nomme.
terminal-verify-not-json = { $name } n’est pas du JSON : il a été changé.
terminal-verify-link = { $name } est un lien vers un autre endroit, ce qu’aucune exportation ne contient : retirez-le.
terminal-verify-two-names = { $path } contient deux fichiers du même nom : il n’a pas été fait par Tocsin.
terminal-verify-damaged = { $path } est abîmé, ou n’est ni un dossier ni un ZIP : procurez-le-vous à nouveau.
terminal-verify-head-of-a-ledger = --head se vérifie dans le registre d’une revendication, un fichier JSON, dans le dossier d’un tableau ou dans un export : indiquez celui-ci.
terminal-verify-bad-head = --head attend la ligne que le bot a publiée sous un décompte : la revendication, le numéro et 32 chiffres hexadécimaux. Recopiez-la.
terminal-verify-head-of-another = La ligne que vous avez gardée est de { $demand }, et ceci est le registre de { $slug }.
terminal-verify-no-ledger = Ce n’est pas un registre tel que Tocsin l’écrit : c’est un fichier d’une autre sorte, il est tronqué, ou il a été modifié.
terminal-verify-ledger-format = Le format est inconnu : vérifiez-le avec une version plus récente de Tocsin.
terminal-verify-other-head = La tête n’est pas celle de la dernière publication : une publication a été coupée, ou la tête a été modifiée.
terminal-verify-ledger-large = Le fichier est plus gros que n’importe quel registre : il n’a pas été lu.
terminal-verify-ledger-of = C’est le registre de « { $title } » ({ $slug }).
terminal-verify-head-of-none = La ligne que vous avez gardée est de { $demand }, qui n’est pas ici.
terminal-verify-board-of = Le tableau est du { $day }, selon l’horloge de la machine qui l’a fait. Ses pages ne sont pas signées : elles disent ce que disent ses données.
terminal-verify-board-counts = { $file } a d’autres décomptes que les registres.
terminal-verify-other-ledger = { $name } est le registre d’une autre revendication : { $demand }.
terminal-verify-no-text = publication { $number } : le texte signé n’est pas dans le fichier.
terminal-verify-head-kept = Rien n’a changé jusqu’à la publication { $number } depuis la ligne que vous avez gardée.
terminal-verify-another-history = la publication { $number } n’est pas celle de la ligne que vous avez gardée : c’est une autre histoire.
terminal-verify-head-lost = la publication { $number }, dont vous avez gardé la ligne, a été perdue avec une sauvegarde restaurée, et le registre le dit.
terminal-verify-head-missing = la publication { $number }, dont vous avez gardé la ligne, n’est pas ici : elle a été retirée ou perdue.
terminal-verify-head-newer = Le registre finit avant la publication { $number }, dont vous avez gardé la ligne : le fichier est plus ancien que votre ligne, ou quelque chose a été retiré.
terminal-verify-put-back = la publication { $number } est datée d’avant celle qu’elle suit : l’horloge de la machine a été reculée. L’ordre est celui des numéros.
terminal-verify-not-shown = Cela ne montre pas que chaque signature est celle d’une personne : cela dépend de la façon dont les signataires ont été vérifiés, que chaque publication indique. Cela ne montre pas non plus qui a signé.
terminal-verify-ledger = Les publications forment une seule chaîne : { $publications ->
    [one] { $publications } publication
   *[other] { $publications } publications
}, la dernière avec { $count ->
    [one] { $count } signature
   *[other] { $count } signatures
}.
terminal-verify-ledger-unhashed = Les publications forment une seule chaîne : { $publications ->
    [one] { $publications } publication
   *[other] { $publications } publications
} ({ $unhashed } d’avant l’existence des empreintes), la dernière avec { $count ->
    [one] { $count } signature
   *[other] { $count } signatures
}.

## Sources

terminal-source-timeout = { $host } met trop longtemps à répondre. Réessayez plus tard ; le bot le fait de lui-même.
terminal-source-busy = { $host } est surchargé. Réessayez plus tard ; le bot le fait de lui-même.
terminal-source-server-error = { $host } répond par une erreur qui vient de lui. Réessayez plus tard ; le bot le fait de lui-même.
terminal-source-refused = { $host } refuse la demande. Vérifiez son adresse dans les réglages ; si elle est juste, installez le Tocsin le plus récent.
terminal-source-bad-answer = { $host } donne une réponse illisible. Vérifiez son adresse dans les réglages ; si elle est juste, installez le Tocsin le plus récent.
terminal-source-filter-ignored = { $host } ignore une partie de la demande. Réessayez plus tard ; le bot le fait de lui-même.
terminal-source-too-many = { $host } trouve trop de choses pour une demande. Réessayez plus tard ; le bot le fait de lui-même.
terminal-source-gone = { $host } ne connaît pas ce qui est demandé. Vérifiez son adresse dans les réglages ; si elle est juste, installez le Tocsin le plus récent.
terminal-source-too-big = { $host } donne une réponse trop longue pour être lue. Vérifiez son adresse dans les réglages ; si elle est juste, installez le Tocsin le plus récent.
terminal-source-not-public = { $host } n’est pas à une adresse publique. Vérifiez son adresse dans les réglages.
terminal-source-moved = { $host } renvoie toutes les demandes ailleurs. Vérifiez son adresse dans les réglages ; si elle est juste, installez le Tocsin le plus récent.
terminal-source-not-allowed = { $host } demande aux programmes de ne pas venir. Vérifiez son adresse dans les réglages.
terminal-source-left-out = { $host } a plus d’entrées qu’on n’en lit. Réessayez plus tard ; le bot le fait de lui-même.
terminal-source-pages-missing = { $host } omet une partie de sa réponse. Réessayez plus tard ; le bot le fait de lui-même.
terminal-source-too-complex = { $host } donne une réponse qui demande trop de mémoire ou de temps de lecture. Vérifiez son adresse dans les réglages ; si elle est juste, installez le Tocsin le plus récent.
terminal-source-no-host = { $host } n’a pas d’adresse publique. Vérifiez son orthographe dans les réglages, et le DNS de cette machine.
terminal-source-internal = { $host } n’a pas pu être lu à cause d’une erreur de Tocsin lui-même. Voyez le journal technique ; si cela dure, installez le Tocsin le plus récent.
terminal-source-not-loopback = { $host } n’est pas sur cette machine. Vérifiez son adresse dans les réglages.
terminal-source-resting = { $host } a échoué plusieurs fois de suite et reste en repos un moment. Réessayez plus tard ; le bot le fait de lui-même.
terminal-source-no-key = { $host } exige une clé. Vérifiez que TOCSIN_SAM_KEY ou TOCSIN_SAM_KEY_FILE est défini. SAM.gov vous donne une clé gratuite, sur la page de votre compte.
terminal-source-key-refused = { $host } refuse la clé. Vérifiez TOCSIN_SAM_KEY, ou demandez une nouvelle clé sur la page de votre compte SAM.gov.
terminal-source-quota = { $host } n’accepte plus de requêtes avec cette clé aujourd’hui. Vérifiez si elle sert aussi ailleurs.
terminal-check-key = une clé est définie. Elle n’a pas été essayée : il n’y a que dix requêtes par jour.

## Après la restauration d’une sauvegarde

terminal-lost-publication = revendication { $number } ({ $slug }) : la base a été restaurée d’une sauvegarde plus ancienne et n’a pas la publication { $last }, du { $day } avec le décompte { $count } ; la prochaine porte le numéro { $next } et dit que la base a été restaurée.
terminal-lost-publications = revendication { $number } ({ $slug }) : la base a été restaurée d’une sauvegarde plus ancienne et n’a pas les publications { $first } à { $last }, la dernière du { $day } avec le décompte { $count } ; la prochaine porte le numéro { $next } et dit que la base a été restaurée.
terminal-lost-demand = revendication { $number }
terminal-lost-demand-named = revendication { $number } ({ $name })
terminal-lost-what-unknown = la base ne la connaît pas, et sa clé est dans le dossier des clés : elle a été ouverte après la sauvegarde dont vient cette base, ou DATABASE_URL désigne une autre base.
terminal-lost-what-draft = la base l’a comme brouillon, et sa clé est dans le dossier des clés : elle a été ouverte après la sauvegarde dont vient cette base, ou le bot a été arrêté au moment de l’ouverture.
terminal-lost-what-aside = une autre revendication avait ce numéro avant, et sa clé a été mise de côté : celle-là a été ouverte après la sauvegarde dont vient cette base.
terminal-lost-head = { $what } Son dernier décompte était { $count }, le { $day }.
terminal-lost-unknown = { $demand } : { $what } Y a-t-il une sauvegarde plus récente ? Mettez-la en place avant que quiconque signe. Sinon, démarrez le bot, qui ne donne ce numéro à aucune autre revendication ; ses signatures sont perdues : prévenez les personnes qui l’ont signée. Ne servent alors plus à rien, dans { $folder } : { $files } ; supprimez-les avec { $commands }, qui les écrase.
terminal-lost-draft = { $demand } : { $what } Y a-t-il une sauvegarde plus récente ? Mettez-la en place avant que quiconque signe. Sinon, elle peut être ouverte à nouveau ; ce qui a été signé est perdu : prévenez les personnes qui ont signé. Ne servent alors plus à rien, dans { $folder } : { $files } ; supprimez-les avec { $commands }, qui les écrase.
terminal-lost-aside = { $demand } : { $what } Y a-t-il une sauvegarde plus récente ? Mettez-la en place avant que quiconque signe. Sinon, ses signatures sont perdues : prévenez les personnes qui l’ont signée. Ne servent alors plus à rien, dans { $folder } : { $files } ; supprimez-les avec { $commands }, qui les écrase.

## Un registre des décomptes

terminal-ledger-lost-one = la base a été restaurée d’une sauvegarde plus ancienne, et la publication { $last } est perdue. Une exportation ou une page imprimée d’avant peut montrer celle, perdue, que celle-ci suit, par son empreinte { $hash }.
terminal-ledger-lost-several = la base a été restaurée d’une sauvegarde plus ancienne, et les publications { $first } à { $last } sont perdues. Une exportation ou une page imprimée d’avant peut montrer celle, perdue, que celle-ci suit, par son empreinte { $hash }.
terminal-ledger-lost-another = la base a été restaurée d’une sauvegarde plus ancienne, et une autre publication que la précédente est perdue. Une exportation ou une page imprimée d’avant peut montrer celle, perdue, que celle-ci suit, par son empreinte { $hash }.
terminal-ledger-no-object = pas une entrée du registre : ce n’est pas un objet
terminal-ledger-no-entry = pas une entrée du registre : { $odd }
terminal-ledger-newer = une entrée de format { $format }, faite par une version plus récente
terminal-ledger-not-whole = pas une entrée du registre : { $name } n’est pas un nombre entier
terminal-verify-counts = Chaque décompte est tel qu’il a été publié : { $publications ->
    [one] { $publications } publication
   *[other] { $publications } publications
} de { $demands ->
    [one] { $demands } revendication
   *[other] { $demands } revendications
}, chacune avec l’empreinte de la précédente.
terminal-verify-counts-some-unchained = Chaque décompte est tel qu’il a été publié : { $publications ->
    [one] { $publications } publication
   *[other] { $publications } publications
} (dont { $unchained } d’avant les empreintes) de { $demands ->
    [one] { $demands } revendication
   *[other] { $demands } revendications
}, chacune avec l’empreinte de la précédente.
