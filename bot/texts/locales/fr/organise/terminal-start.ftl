### Le terminal : pourquoi le bot ne peut pas démarrer, et que faire. Le journal technique a les mêmes phrases en anglais.

terminal-said = { $text }

terminal-settings-unknown = { $key } n’est pas un réglage de Tocsin et reste sans effet.
terminal-settings-near = { $key } n’est pas un réglage de Tocsin et reste sans effet : vouliez-vous dire { $near } ?
terminal-settings-number = { $key } vaut { $value }, qui n’est pas un nombre : écrivez { $example }, par exemple.
terminal-settings-whole-number = { $key } vaut { $value }, qui n’est pas un nombre entier : écrivez { $example }, par exemple.
terminal-settings-env-not-text = .env n’est pas du texte en UTF-8 : enregistrez-le à nouveau en UTF-8.
terminal-settings-env-unreadable = .env ne peut pas être lu : { $reason }.
terminal-database-unusable = La base de données ne peut pas être ouverte : { $path } ne peut pas servir ({ $reason }). Vérifiez DATABASE_URL, et que le fichier et son dossier appartiennent à l’utilisateur qui fait tourner Tocsin.
terminal-database-unwritable = La base de données ne peut pas être ouverte : { $path } ne peut pas être écrit ({ $reason }). Vérifiez DATABASE_URL, et que le fichier et son dossier appartiennent à l’utilisateur qui fait tourner Tocsin.
terminal-database-damaged = La base de données { $path } est abîmée ({ $reason }). Arrêtez tout ce qui s’en sert, gardez le fichier tel quel, et restaurez votre dernière sauvegarde dans un nouveau : tocsin restore FICHIER.
terminal-not-stored-full = Rien ne peut être enregistré : le disque est plein. Faites de la place sur les disques de la base de données et des clés.
terminal-not-stored-read-only = Rien ne peut être enregistré : la base de données ou les clés ne peuvent pas être écrites. Vérifiez que leurs disques ne sont pas montés en lecture seule, et que les fichiers appartiennent à l’utilisateur qui fait tourner Tocsin.
terminal-not-stored-broken = Rien ne peut être enregistré : le disque signale des erreurs. Regardez le journal de la machine, et copiez ailleurs la base de données et les clés.
terminal-not-stored-locked = Rien ne peut être enregistré : un autre programme garde la base de données verrouillée. Arrêtez-le.
terminal-not-stored-silent = Rien ne peut être enregistré : le dossier des clés ne répond pas. Vérifiez si son disque, ou le serveur où il se trouve, fonctionne encore.
## La base de données
terminal-database-no-driver = Le pilote pour cette adresse DATABASE_URL n’est pas installé : pour PostgreSQL, dans le dossier de Tocsin, lancez : pip install -c constraints.txt '.[postgres]'
terminal-database-unreachable = La base de données ne peut pas être ouverte : vérifiez que l’adresse dans DATABASE_URL est juste, que le serveur fonctionne et que cet utilisateur a le droit de l’employer.
terminal-database-crowded = Le serveur de la base de données n’a plus de connexion libre. L’adresse est juste. Chaque processus de Tocsin en tient jusqu’à { $most } : augmentez max_connections sur le serveur, ou arrêtez ce qui en tient d’autres.
terminal-database-too-old = Le serveur PostgreSQL est antérieur à la version 14, dont Tocsin a besoin : mettez-le à niveau. Rien n’a changé.
terminal-database-pooler = Entre Tocsin et PostgreSQL se trouve un répartiteur de connexions qui ne prête chacune que le temps d’une transaction : mettez-le en mode session (pour PgBouncer : pool_mode = session), ou indiquez le serveur lui-même dans DATABASE_URL.
terminal-database-locked = La base de données est verrouillée par un autre programme : arrêtez-le, ou attendez et relancez.
terminal-database-newer = La base de données vient d’une version plus récente de Tocsin : réinstallez cette version, ou restaurez la sauvegarde faite avant la mise à jour. Rien n’a changé.
terminal-database-unreleased = La base de données vient d’une version de Tocsin antérieure à la première publiée, que celle-ci ne lit pas. Repartez d’une base et d’un dossier de clés neufs. Rien n’a changé.
terminal-unreadable = { $file } ne peut pas être lu : { $reason }.
terminal-system-file = { $file } est inutilisable ({ $reason }). Vérifiez qu’il appartient à l’utilisateur qui fait tourner Tocsin, et que le disque n’est ni plein ni défaillant. S’il est abîmé, remettez à sa place celui de votre sauvegarde.
terminal-system = Cela n’a pas marché : { $reason }. Vérifiez que le disque n’est ni plein ni défaillant et que le réseau est là, puis relancez la commande.
terminal-database-others-active = La base de données est d’une version antérieure, et un processus de cette version s’en sert : arrêtez-le, ou lancez la nouvelle version par tocsin run, qui attend qu’il se termine. Rien n’a changé.

## Démarrage
terminal-token-refused = Discord a refusé le jeton : copiez-le à nouveau du portail des développeurs (Bot, Reset Token) dans DISCORD_TOKEN.
terminal-gateway-mismatch = Discord a refusé le fragment (« shard ») de ce programme, qui n’en nomme aucun : installez une version plus récente de Tocsin et, s’il n’y en a pas, signalez cette ligne (code { $code }).
terminal-sharding-required = Discord exige qu’un bot présent dans plus de 2 500 serveurs les répartisse entre plusieurs connexions, ce que celui-ci ne fait pas : retirez-le de certains serveurs, ou lancez un deuxième bot.
terminal-gateway-version-refused = Discord n’accepte plus la version de sa passerelle dont se sert ce programme : installez une version plus récente de Tocsin.
terminal-intents-refused = Discord a refusé les intentions (« intents ») que demande ce programme, dont aucune n’est soumise à autorisation : installez une version plus récente de Tocsin et, s’il n’y en a pas, signalez cette ligne (code { $code }).
terminal-discord-rejected = Discord a rejeté une demande du bot (HTTP { $status }, code { $code }) : relancez dans quelques minutes ; si cela se répète, signalez cette ligne.
terminal-discord-unreachable = Discord est injoignable : vérifiez la connexion de cette machine, puis relancez.
terminal-invite-no-token = DISCORD_TOKEN n’est pas défini : le lien est fait pour le bot à qui appartient le jeton.
terminal-gateway-gone = La passerelle de Discord est absente depuis { $minutes } minutes : le programme s’arrête, pour que son superviseur le relance (TOCSIN_WATCHDOG_MINUTES).
terminal-role-lost = Un autre processus est devenu actif pendant que celui-ci démarrait : il se termine, et peut être relancé pour attendre l’autre.
terminal-another-runs = Un Tocsin se sert de { $file } : arrêtez-le d’abord.
terminal-http-in-use = un autre programme écoute là : arrêtez-le, ou choisissez un autre port.
terminal-http-no-address = cette machine n’a pas cette adresse : 127.0.0.1 existe toujours.
terminal-http-forbidden = cet utilisateur n’a pas le droit d’écouter là : choisissez un port au-dessus de 1023.
terminal-http-failed = impossible d’écouter là : { $reason }.
terminal-http = { $key } vaut { $address } : { $why }

## Réglages
terminal-settings-database = DATABASE_URL ne peut pas servir. Écrivez sqlite:///data/tocsin.db (quatre barres avant un chemin depuis la racine) ou postgresql://user:password@host/name.
terminal-settings-no-token = DISCORD_TOKEN n’est pas défini : copiez .env.example vers .env et mettez-y le jeton du bot, ou essayez la démonstration sans Discord : tocsin demo --lang fr.
terminal-settings-publish-order = TOCSIN_PUBLISH_LATEST_HOURS est plus court que TOCSIN_PUBLISH_HOURS : donnez-lui la valeur la plus grande.
terminal-settings-control = { $key } contient un caractère de contrôle : récrivez-le sur une seule ligne.
terminal-settings-quotes = { $key } commence ou finit par un guillemet, ce qu’aucun jeton n’a : écrivez-le sans.
terminal-settings-env-line = .env, ligne { $number } : { $key } ne peut pas être lu. Un guillemet n’est pas fermé, sur cette ligne ou plus haut : écrivez la valeur sans guillemets, ou entre deux du même genre.
terminal-settings-twice = { $key } et { $key }_FILE sont définis tous les deux : gardez-en un.
terminal-settings-file-unreadable = { $key }_FILE vaut { $file }, qui ne peut pas être lu : { $reason }.
terminal-settings-file-lines = { $key }_FILE vaut { $file }, qui doit contenir une ligne de texte, et rien d’autre.
terminal-settings-address = { $key } vaut { $value } : écrivez une adresse IP de cette machine et un port, { $example } par exemple, ou laissez-le vide.
terminal-settings-timeout = { $key } vaut { $value } : donnez au moins 1 minute, ou 0 pour attendre sans fin.
terminal-settings-range = { $key } vaut { $value } : donnez un nombre de { $least } à 999999.
terminal-settings-flag = { $key } vaut { $value } : écrivez yes ou no.
terminal-settings-choice = { $key } vaut { $value } : écrivez l’un de ces mots : { $list }.
terminal-settings-url = { $key } vaut { $value } : écrivez une adresse qui commence par https://.
terminal-settings-url-plain = { $key } vaut { $value } : les données publiques ne sont lues que par https://.
terminal-settings-site-url = { $key } vaut { $value } : écrivez l’adresse où le public trouve le tableau, https://board.example.org/ par exemple.
terminal-settings-box-url = { $key } vaut { $value } : écrivez l’adresse publique de l’urne, https://urne.example.org/ par exemple. Elle commence par https, car un secret y est envoyé.
terminal-settings-command = { $key } vaut { $value } : un guillemet n’est pas fermé.
terminal-settings-command-alone = { $key } n’a rien à emporter : définissez aussi TOCSIN_BOARD.
terminal-settings-loopback = { $key } désigne cette machine : écrivez TOCSIN_ALLOW_LOOPBACK=yes pour un essai, ou retirez-le pour lire la source publique.
terminal-settings-keys-apart = TOCSIN_KEY_DIR vaut { $folder } : donnez aux clés un dossier où il n’y a rien d’autre, hors de data/ et du tableau public, pour qu’aucune sauvegarde de la base ni aucun site ne les emporte.

## Clés
terminal-keys-backup-other = Ceci n’est pas une sauvegarde des clés de Tocsin, ou elle a été coupée : prenez une autre copie.
terminal-keys-backup-passphrase = La phrase secrète est fausse, ou le fichier est abîmé. Rien n’a été restauré. Réessayez, ou prenez une autre copie.
terminal-keys-backup-slow = Cette machine est trop lente, ou trop occupée, pour ouvrir ce fichier. Rien n’a été restauré. Attendez qu’elle ait moins à faire, ou prenez-en une plus rapide.
terminal-keys-backup-newer = La sauvegarde contient une clé que cette version ne connaît pas. Rien n’a été restauré. Installez une version plus récente de Tocsin.
terminal-keys-folder-missing = Le dossier des clés { $folder } est absent, et ce que contient cette base a été fait avec ses clés : restaurez-le de votre copie des clés, ou donnez son adresse à TOCSIN_KEY_DIR.
terminal-keys-folder-open = D’autres utilisateurs de cette machine peuvent entrer dans le dossier des clés : lancez chmod 700 { $folder }.
terminal-keys-foreign = La clé { $path } n’a pas été faite pour cette base : donnez à TOCSIN_KEY_DIR les clés de cette base, ou à DATABASE_URL la base de ces clés.
terminal-keys-missing = La clé { $path } est absente, et ce que contient cette base a été fait avec elle : restaurez-la de votre copie des clés, ou donnez leur dossier à TOCSIN_KEY_DIR.
terminal-keys-open = D’autres utilisateurs de cette machine peuvent lire la clé { $path } : lancez chmod 600 { $quoted }, et cherchez qui a pu la lire.
terminal-keys-damaged = La clé { $path } est abîmée, elle ne contient pas { $size } octets aléatoires : restaurez-la de votre copie des clés.
terminal-keys-issuing-missing = La clé d’émission { $path } est absente, et il ne peut en exister de copie : plus rien n’est émis avec elle. Ce qui a été émis peut être signé et retiré comme avant. Pour émettre à nouveau, commencez un nouveau tour.
terminal-keys-issuing-damaged = La clé d’émission { $path } est abîmée : plus rien n’est émis avec elle. Ce qui a été émis peut être signé et retiré comme avant. Pour émettre à nouveau, commencez un nouveau tour.
terminal-registrar-restored = Cette base a été restaurée, et ne dit pas de tous les membres s’ils ont reçu des jetons au tour { $round } : plus rien n’y est émis, car un membre pourrait en recevoir deux fois. Les jetons que les membres ont gardés signent encore, et les signatures peuvent être retirées comme avant. Pour émettre à nouveau, commencez un nouveau tour.
terminal-keys-no-folder = TOCSIN_KEY_DIR désigne { $folder }, qui n’est pas un dossier : donnez-lui un dossier à lui.
terminal-keys-unreadable = { $path } ne peut pas être lu ({ $reason }) : donnez-le, avec chown, à l’utilisateur qui fait tourner Tocsin.
terminal-keys-unwritable = Aucune clé ne peut être écrite dans { $folder } ({ $reason }) : donnez-le, avec chown, à l’utilisateur qui fait tourner Tocsin, et voyez si le disque n’est ni plein ni en lecture seule.
terminal-keys-destroyed = La clé { $name } a été détruite volontairement et n’est pas refaite.
terminal-keys-folder-outdated = Le dossier des clés { $folder } est plus ancien que cette base de données : c’est une copie, ou il vient d’une copie, et il y manque des clés et des retraits plus récents. Donnez à TOCSIN_KEY_DIR le dossier qui a servi en dernier. Seulement si celui-ci est perdu : restaurez votre copie des clés la plus récente, puis lancez : echo { $term } > { $file }
terminal-keys-marker-unwritable = { $path } ne peut pas être écrit ({ $reason }) : donnez le dossier à cet utilisateur.
terminal-keys-no-demand-key = La revendication { $number } n’a pas de clé.
