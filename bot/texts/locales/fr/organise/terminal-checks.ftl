### Le terminal : ce que trouve tocsin check.

## tocsin check
terminal-source-unreachable = { $host } est injoignable. Vérifiez la connexion de cette machine, ou réessayez plus tard.
terminal-restored-before = { $loss } Y a-t-il une sauvegarde plus récente ? Mettez-la en place avant que quiconque signe. Sinon, démarrez le bot : les décomptes continuent, et l’équipe de campagne est prévenue.
terminal-restored-after = { $loss } L’équipe de campagne est prévenue là où elle a un salon ; ce qui a été exporté et publié avant reste vrai. Gardez ces exportations.
terminal-journal-lost = revendication { $number } ({ $slug }) : on ne sait plus qui a retiré sa signature. Le journal des retraits, à côté de sa clé, manque ; un fichier de tocsin keys backup ne le contient pas. Les signatures retirées depuis la sauvegarde de la base comptent de nouveau. Si vous avez une copie du dossier des clés, remettez son demand-{ $number }.withdrawn à sa place avant de démarrer le bot. Sinon, demandez publiquement aux membres de retirer encore une fois leur signature. Puis faites de nouvelles sauvegardes de la base et des clés, et détruisez les anciennes.
terminal-journal-begun = revendication { $number } ({ $slug }) : son journal des retraits a été perdu, et recommencé le { $day }. Les signatures retirées entre la sauvegarde de la base et ce jour comptent de nouveau : demandez publiquement aux membres de les retirer encore une fois. Faites de nouvelles sauvegardes de la base et des clés, et détruisez les anciennes. Cette ligne disparaîtra avec la clé de la revendication.
terminal-check = { $mark } { $sentence }
terminal-check-settings = tous peuvent servir.
terminal-check-env-open = toute personne qui a un compte sur cette machine peut lire { $file }, où est le jeton : lancez chmod 600 { $file }, et changez le jeton si quelqu’un d’autre a pu le lire.
terminal-check-confined = les processus qui analysent les documents et servent le tableau ne peuvent ouvrir ni les fichiers des clés ni celui d’une base SQLite ; un serveur PostgreSQL qui ne demande pas de mot de passe les laisserait entrer.
terminal-check-not-confined = ce système n’a pas Landlock (Linux l’a à partir de 5.13) : un document ou un lecteur hostile qui s’empare d’un des processus qui analysent les documents et servent le tableau peut lire les clés et la base, sous votre compte.
terminal-check-no-database = { $missing } n’existe pas encore : lancez tocsin db upgrade, ou tocsin run.
terminal-check-database-lost = { $missing } manque, et le dossier des clés contient des clés de revendications : indiquez dans DATABASE_URL où est la base, ou restaurez votre dernière sauvegarde avec tocsin restore FICHIER.
terminal-check-database = accessible et à jour.
terminal-check-database-empty = accessible mais vide : lancez tocsin db upgrade, ou tocsin run.
terminal-check-database-old = accessible, mais faite par une version antérieure : faites une sauvegarde, puis lancez tocsin db upgrade, ou tocsin run.
terminal-check-forgotten = le serveur { $server } a été supprimé après la sauvegarde dont vient cette base, et ses clés sont détruites. Le prochain démarrage du bot supprime à nouveau ses données.
terminal-check-marks = ces fichiers du dossier des clés manquent, sont abîmés ou plus anciens que la base : { $list }. Si ce dossier vient d’une copie, des retraits peuvent y manquer aussi, et des publications dans la base, sans que rien d’autre le montre : mettez en place la copie la plus récente avant de démarrer le bot. S’il n’y en a pas de plus récente, démarrez-le : il les récrit.
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
terminal-check-no-boards = aucun serveur n’en a de public : un·e responsable l’active avec /organise do:settings board.
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
terminal-audit-reference = vient d’une personne dont la ligne dans audit_actors a été changée
terminal-audit-early = a effacé l’identité d’une personne qui avait agi moins de 30 jours avant

## Signatures et décomptes
terminal-drift = revendication { $number } ({ $slug }) : { $sentence }
terminal-drift-rows = le registre compte { $count } signatures publiées, la base en contient { $rows }.
terminal-drift-sealed = { $count } signatures ne s’ouvrent pas avec la clé de la revendication. Elles sont dans le total, et dans le décompte d’aucun site.

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
terminal-source-allowance = { $host } a envoyé aujourd’hui autant que ce qui en est gardé pour une veille ou pour un serveur. Réessayez demain ; le bot le fait de lui-même.
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
