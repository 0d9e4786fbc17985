### Le terminal : ce que ses commandes répondent à la personne qui administre le bot.

terminal-progress-reading = Lecture
terminal-progress-backup = Écriture
terminal-progress-reading-back = Relecture
terminal-progress-restore = Restauration
terminal-progress-copy = Copie
terminal-progress-importing = Importation

terminal-backed-up = { $rows } lignes de { $tables } tables sont dans { $file } et ont été relues. Les clés n’y sont pas : tocsin keys backup fait leur propre fichier, à garder ailleurs.
terminal-backed-up-encrypted = { $rows } lignes de { $tables } tables sont dans { $file }, chiffrées, et ont été relues. Les clés n’y sont pas : tocsin keys backup fait leur propre fichier, à garder ailleurs.
terminal-backup-not-noted = { $done } Mais la base n’a pas pu être écrite : elle ne connaît pas cette sauvegarde, et tocsin check ne la comptera pas.
terminal-backup-newer = Cette sauvegarde a été faite par Tocsin { $version }, que cette version ne sait pas lire. Rien n’a été restauré. Installez cette version-là.
terminal-backup-newer-unknown = Cette sauvegarde a été faite par une version plus récente de Tocsin, que celle-ci ne sait pas lire. Rien n’a été restauré. Installez cette version-là.

terminal-key = { $name } · { $purpose } · { $mark } · faite le { $day } · { $state }
terminal-key-and = { $line } · { $more }
terminal-key-of-signing = exportations
terminal-key-of-demand = revendication { $rest }
terminal-key-there = présente
terminal-key-missing = ABSENTE
terminal-key-foreign = ÉTRANGÈRE
terminal-key-damaged = ABÎMÉE
terminal-key-open = OUVERTE
terminal-key-unreadable = ILLISIBLE
terminal-keys-cannot-rotate = { $name } ne peut pas être remplacée : chaque code a été fait avec elle à partir de l’identifiant d’une personne, et il n’y a pas de liste des membres pour les refaire. Rien n’a changé. Seules audit et signing peuvent être remplacées.
terminal-keys-rotated = La version { $version } de la clé { $name } sert désormais ; ce que les précédentes ont signé reste valable. Sauvegardez à nouveau les clés : tocsin keys backup FICHIER.

terminal-retention-held-until = est retenue jusqu’au { $day } pour un litige ; deux membres de l’équipe de campagne peuvent prolonger la retenue, une personne peut y mettre fin.

terminal-at-least = au moins { $count }
terminal-fewer-than-10 = moins de 10
terminal-roster-wrong-lines = { $lines } et { $more } autres

## Sauvegardes
terminal-backup-damaged = Cette sauvegarde est abîmée ou a été coupée : prenez une autre copie.
terminal-backup-other-key = Cette sauvegarde est chiffrée pour une autre clé : indiquez avec --key le fichier de sa clé privée.
terminal-backup-no-public-key = { $text } n’est pas une clé publique : prenez la ligne que tocsin keys pair a affichée ; elle commence par age1.
terminal-backup-no-private-key = { $file } ne contient aucune clé privée. Indiquez le fichier que tocsin keys pair a écrit.
terminal-backup-nothing = Il n’y a rien à sauvegarder : { $missing } n’existe pas.
terminal-backup-empty = Il n’y a rien à sauvegarder : la base de données est vide.
terminal-backup-whole = Entière : { $rows } lignes de { $tables } tables, dans leur état du { $moment }, faite par Tocsin { $tocsin } avec les tables { $revision }.
terminal-backup-needs = Il lui faut la clé { $name }, empreinte { $mark }.
terminal-backup-restored = Restauré : { $rows } lignes de { $tables } tables, dans leur état du { $moment } ; elles ont été relues.
terminal-backup-upgraded = Les tables sont passées de { $old } à { $new }.
terminal-backup-box = Ce que les membres ont fait sur la page de signature sans qu’un décompte publié le compte n’est dans aucune sauvegarde. Dans la base du bot, ce qui a été publié depuis la sauvegarde manque aussi : qui a signé depuis ne compte pas, et qui a retiré sa signature depuis compte de nouveau, jusqu’à un nouveau retrait. Demandez aux membres d’ouvrir la page, d’y chercher leur ligne et de recommencer si elle manque.
terminal-backup-rounds = Aucune sauvegarde ne dit qui a reçu des jetons : plus rien n’est émis dans les tours en cours. Les jetons que les membres ont gardés signent encore, et les signatures peuvent être retirées. Commencez un nouveau tour. Aucune sauvegarde ne contient non plus de carte de signature : les membres retapent leur code, avec la même carte de signature.
terminal-backup-next = Avant que quiconque signe : lancez tocsin check. Ce qu’il dit « restored » a été ouvert ou publié depuis la sauvegarde. Ensuite tocsin run ; l’ancien bot ne doit plus tourner nulle part.
terminal-backup-differs = La sauvegarde diffère de ce qui a été écrit : le disque est peut-être défaillant.
terminal-restore-not-accepted = Cette sauvegarde est abîmée, ou contient quelque chose que ce type de base n’accepte pas : essayez une autre copie, ou restaurez-la dans un fichier SQLite. Rien n’a été restauré.
terminal-restore-differs = Ce qui a été restauré diffère de la sauvegarde. Rien n’a été restauré : le disque est peut-être défaillant.
terminal-backup-not-empty = DATABASE_URL désigne une base qui n’est pas vide, peut-être celle d’un bot en marche : arrêtez le bot, et indiquez un nouveau fichier ou une nouvelle base. Rien n’a changé.
terminal-backup-another-runs = Un Tocsin se sert de la base de données que désigne DATABASE_URL : arrêtez-le d’abord. Rien n’a été restauré.
terminal-backup-lock-lost = La connexion qui tient tout autre Tocsin à l’écart de la base de données a été perdue. Rien n’a été restauré : recommencez.
terminal-backup-forgotten = { $count } de ses clés viennent de serveurs supprimés depuis : le prochain démarrage supprime à nouveau leurs données.
terminal-backup-no-keys = Il ne lui faut aucune clé.
terminal-backup-key-missing = ABSENTE  la clé { $name }, empreinte { $mark } : { $fault }
terminal-backup-keys = Il lui faut { $count } clés, dont { $there } sont dans { $path }.
terminal-backup-put-keys = Remettez le dossier des clés à sa place, ou lancez tocsin keys restore FICHIER.
terminal-moment = { $day } à { $time } UTC
terminal-exists = { $file } existe déjà et n’a pas changé : indiquez un nouveau fichier.
terminal-unusable = { $file } ne peut pas servir : { $reason }.
terminal-backup-none = Ceci n’est pas une sauvegarde de Tocsin, ou elle a été coupée : prenez un autre fichier.
terminal-backup-encrypted = Cette sauvegarde est chiffrée : indiquez avec --key le fichier de sa clé privée.

## Copie et mise à jour
terminal-copy-bad-address = Ceci n’est pas l’adresse d’une base PostgreSQL. Rien n’a été copié. Écrivez postgresql://user:password@host/name.
terminal-copy-unreachable = La nouvelle base ne peut pas être ouverte. Rien n’a été copié. Vérifiez son adresse, l’utilisateur et le mot de passe, et qu’elle existe.
terminal-copy-no-driver = Le pilote pour PostgreSQL n’est pas installé : dans le dossier de Tocsin, lancez : pip install -c constraints.txt '.[postgres]'
terminal-upgrade-already = La base de données est déjà à jour.
terminal-upgrade-done = La base de données est maintenant à jour.
terminal-copy-empty = Il n’y a rien à copier : { $file } est vide.
terminal-copied = Copié : { $count } lignes de { $tables } tables. Elles ont été relues et sont identiques.
terminal-copied-next = Donnez maintenant la nouvelle adresse à DATABASE_URL, avant que le bot redémarre. Les clés restent où elles sont.
terminal-copied-old = { $file } n’a pas changé et contient encore les signatures : supprimez-le dès que le bot tourne sur la nouvelle base.
terminal-copy-postgresql-already = DATABASE_URL désigne déjà une base PostgreSQL : cette commande copie depuis un fichier SQLite. Rien n’a été copié.
terminal-copy-nothing = Il n’y a rien à copier : { $missing } n’existe pas.
terminal-copy-unwritable = La nouvelle base ne peut pas être écrite. Rien n’a été copié. { $reason } Puis relancez.
terminal-copy-connection-lost = La connexion à la nouvelle base a été perdue. Relancez ; si la base n’est pas vide, créez-en une autre.
terminal-copy-not-empty = La nouvelle base n’est pas vide. Rien n’a changé dans aucune des deux. Indiquez-en une qui vient d’être créée.
terminal-copy-old-unreadable = L’ancien fichier ne peut pas être lu, dans la table { $table } : { $reason }. Rien n’a été copié. Restaurez plutôt une sauvegarde avec tocsin restore (docs/backup.md).
terminal-copy-not-accepted = La table { $table } contient quelque chose que PostgreSQL n’accepte pas, comme un caractère de valeur zéro. Rien n’a été copié ; signalez cette ligne.
terminal-copy-differs = La copie de la table { $table } diffère de l’original. Rien n’a été copié. Réessayez, et si cela se répète, signalez cette ligne.

## Clés
terminal-key-of-audit = actes de l’équipe de campagne
terminal-key-of-privacy = demandes sur ses données
terminal-key-of-roster = fichier des adhérent·es du serveur { $rest }
terminal-key-of-round = places servies dans un tour
terminal-key-of-share = parts des places dans un tour
terminal-key-of-box = les reçus de l’urne
terminal-keys-none = Il n’y a pas encore de clés : la première revendication qui s’ouvre en reçoit une.
terminal-keys-backup-differs = { $file } diffère de ce qui a été écrit : le disque est peut-être défaillant.
terminal-unwritable = { $file } ne peut pas être écrit : { $reason }.
terminal-keys-backed-up = { $count } clés sont dans { $file }, et ont été relues. Gardez ce fichier à part de la base et de ses sauvegardes, et la phrase secrète à part des deux.
terminal-keys-restored = { $name } : { $result }
terminal-keys-not-in-backup = { $name } : pas dans cette sauvegarde, et absente.
terminal-keys-no-demand = Aucune revendication n’a de clé { $name }. Rien n’a changé. Voyez tocsin keys list.
terminal-keys-lost-destroyed = { $name } est détruite, avec ce qui était gardé à côté. Détruisez-en aussi toutes les copies.
terminal-keys-demand-destroyed = La clé est détruite, et les signatures avec elle : plus rien ne peut être relié à personne. Les décomptes publiés restent. Détruisez aussi toutes les copies de cette clé, y compris dans les fichiers de tocsin keys backup.
terminal-key-destroyed = détruite le { $day }
terminal-key-forgotten = d’un serveur supprimé
terminal-key-held-until = retenue pour litige jusqu’au { $day }
terminal-key-until = jusqu’au { $day }
terminal-key-signs = signe sous { $mark }
terminal-key-not-known = pas restaurée : cette base ne connaît pas cette clé.
terminal-key-destroyed-before = pas restaurée : elle a été détruite volontairement.
terminal-key-of-deleted-server = pas restaurée : les données de son serveur ont été supprimées depuis, et le seront à nouveau au prochain démarrage.
terminal-key-of-another = pas restaurée : la sauvegarde vient d’une autre base.
terminal-key-already = déjà là.
terminal-key-in-the-way = pas restaurée : un autre fichier est là ; déplacez-le et réessayez.
terminal-key-put-back = remise en place.
terminal-keys-not-a-demands = { $name } n’est pas la clé d’une revendication. Rien n’a changé. Seules celles-là peuvent être détruites : voyez tocsin keys list.

## Le disque
terminal-disk-encrypt = Gardez le dossier des clés sur un disque chiffré (docs/running.md, « What a disk keeps »).
terminal-disk-unknown = on ne peut pas savoir, sur ce système, ce que le disque garde des clés détruites. { $encrypt }
terminal-disk-encrypted = le dossier des clés est sur un disque chiffré : sans sa phrase secrète, rien ne s’y lit.
terminal-disk-memory = le dossier des clés est en mémoire : toutes les clés sont perdues quand la machine s’arrête. Déplacez-le.
terminal-disk-copies = le dossier des clés est sur { $system }, qui écrit ailleurs ce qui change : une clé détruite peut se lire sur le disque pendant un temps, et dans les instantanés. { $encrypt }
terminal-disk-kind-unknown = on ne peut pas savoir d’ici ce qu’un disque en { $system } garde des clés détruites. { $encrypt }
terminal-disk-ssd = le dossier des clés est sur un SSD, ou sur un disque qui ne le dit pas : un tel disque peut garder ce qui a été écrasé, à des endroits que seul son fabricant peut lire. { $encrypt }
terminal-disk-in-place = sur { $system }, une clé détruite est écrasée sur place, pour autant que cette machine puisse le dire ; un instantané de machine virtuelle et une image du disque gardent ce qu’il y avait.
terminal-disk-postgresql = le journal d’écriture de PostgreSQL garde pendant des jours dans quel ordre et quand on a signé, ou est venu sur la page du syndicat : gardez son dossier sur un disque chiffré, ses archives pas plus longtemps que les sauvegardes, et raccourcissez-le par les réglages de docs/running.md, « PostgreSQL ».
terminal-disk-swap = cette machine a un espace d’échange sur { $path }, qui ne semble pas chiffré : les clés peuvent y être écrites. L’unité dans deploy/ l’interdit (MemorySwapMax=0) ; ailleurs, désactivez l’espace d’échange ou chiffrez-le.

## La conservation des clés
terminal-retention-no-channel = leur serveur n’a pas de salon. L’équipe de campagne en choisit un avec /organiser action:réglages salon
terminal-retention-refused = Discord refuse le message, /nouvelles état dit pourquoi. L’équipe de campagne y remédie, ou choisit un autre salon avec /organiser action:réglages salon
terminal-retention-key = la clé de la revendication { $number } ({ $slug }) { $sentence }
terminal-retention-no-end = n’a pas de fin : elle est plus ancienne que cette règle. Détruisez-la avec tocsin keys destroy.
terminal-retention-cannot-tell = prend fin le { $end }, et l’équipe de campagne ne peut pas être prévenue avant : { $why }. Elle est détruite le { $last } de toute façon.
terminal-retention-late = devait être détruite au plus tard le { $last } : le bot était arrêté, ou l’horloge de cette machine est fausse. Le bot la détruit dès qu’il tourne et que Discord a montré que l’horloge est juste.
terminal-retention-told = doit être détruite le { $day }, si le bot a tourné { $days } jours depuis que l’équipe de campagne a été prévenue, le { $told } ; au plus tard le { $last } dans tous les cas.
terminal-retention-ends = prend fin le { $end } ; l’équipe de campagne est prévenue { $days } jours avant.
terminal-retention-telling = prend fin le { $end }, et est détruite au plus tard le { $last } ; le message à l’équipe de campagne est en route.

## Le fichier des adhérent·es
terminal-roster-code-works = Il fonctionne à partir du { $day }, { $time } UTC. D’ici là, la personne reliée actuellement en est avertie quand elle se sert du bot. Si elle s’y oppose, recommencez : ce code ne vaudra plus rien.
terminal-roster-none = Ce serveur n’a pas de fichier des adhérent·es : faites-en un avec tocsin roster import.
terminal-roster-status = Adhérent·es dans le fichier : { $members }, à la dernière importation. Comptes reliés : { $linked }. Les deux nombres sont arrondis à la dizaine inférieure : un nombre exact dirait qui vient de relier son compte.
terminal-roster-cleared-links = Plus personne n’est dans le fichier. Les liens et les cartes de signature de ces personnes sont gardés, pour qu’elles puissent retirer leurs signatures des revendications qui le demandaient ; les liens disparaissent quand les clés de ces revendications sont détruites et que le fichier est vidé à nouveau, les cartes de signature quand aucun tour n’est plus en cours et que la dernière liste de signatures de la page du syndicat est close.
terminal-roster-cleared = Il ne reste rien du fichier : ni adhérent·e, ni code, ni lien.
terminal-roster-codes-exist = { $path } existe déjà et contient peut-être des codes qui ne sont nulle part ailleurs : indiquez un nouveau fichier avec --codes. Rien n’a été importé.
terminal-roster-codes-unwritable = { $path } ne peut pas être écrit : { $reason }. Les codes qu’il contient sont valables : faites de la place, et importez à nouveau avec un autre fichier pour les autres codes.
terminal-roster-new = { $count ->
        [one] 1 adhérent·e est nouveau : son code est
       *[other] { $count } adhérent·es sont nouveaux : leurs codes sont
    } dans { $codes }, et nulle part ailleurs. Remettez à chaque personne le sien, puis supprimez le fichier.
terminal-roster-known = { $count ->
        [one] 1 adhérent·e est déjà dans le fichier : rien n’a changé pour cette personne.
       *[other] { $count } adhérent·es sont déjà dans le fichier : rien n’a changé pour ces personnes.
    }
terminal-roster-repeated = { $count } autres lignes répètent un numéro (voir docs/roster.md).
terminal-roster-blank =
    { $count ->
        [one] { $count } ligne sans numéro a été ignorée.
       *[other] { $count } lignes sans numéro ont été ignorées.
    }
terminal-roster-removed = { $count ->
        [one] 1 adhérent·e n’est plus dans le document : cette personne a été retirée du fichier et ne peut plus signer. Ses signatures restent tant qu’elle ne les retire pas et que l’équipe de campagne ne les écarte pas.
       *[other] { $count } adhérent·es ne sont plus dans le document : ces personnes ont été retirées du fichier et ne peuvent plus signer. Leurs signatures restent tant qu’elles ne les retirent pas et que l’équipe de campagne ne les écarte pas.
    }
terminal-roster-kept = { $count ->
        [one] 1 adhérent·e du fichier n’est pas dans le document : cette personne y reste. Pour l’en retirer,
       *[other] { $count } adhérent·es du fichier ne sont pas dans le document : ces personnes y restent. Pour les en retirer,
    } importez à nouveau le document avec --replace.
terminal-roster-next = Pour contrôler les signataires avec le fichier : /organiser action:réglages signataires.
terminal-roster-not-text = { $path } n’est pas un texte lisible : enregistrez-le à nouveau en CSV, en UTF-8.
terminal-roster-wrong-number = { $path } contient autre chose qu’un numéro d’adhérent·e à la ligne { $where }. Un numéro a des lettres et des chiffres, avec - . / ou _ entre eux, et 40 caractères au plus. Corrigez le document, ou indiquez une autre colonne avec --column. Rien n’a été importé.
terminal-roster-no-number = { $path } ne contient aucun numéro d’adhérent·e. Rien n’a été importé.
terminal-roster-columns = { $path } a { $count } colonnes{ $they_are }. Dites avec --column laquelle contient les numéros d’adhérent·es, par son titre ou son rang (1 est la première). Rien n’a été importé.
terminal-roster-no-column = { $path } n’a pas de colonne « { $wanted } ». Rien n’a été importé.
terminal-roster-not-csv = { $path } ne peut pas être lu comme CSV à la ligne { $line } : voyez s’il y manque un guillemet, s’il y en a un de trop, ou si une cellule y occupe plusieurs lignes. Corrigez-la, ou n’enregistrez que la colonne des numéros. Rien n’a été importé.
terminal-roster-workbook = { $path } est un classeur : enregistrez la feuille en CSV, en UTF-8, et importez ce fichier.

## Serveurs
terminal-server-not-joined = le serveur { $server } n’est pas encore connu : le fichier prend effet quand le bot y arrive. Si le numéro est faux, importez à nouveau avec le bon.
terminal-servers-are = Les voici : { $list }.
terminal-servers-none = Aucun n’est encore connu.
terminal-server-unknown = Aucun serveur { $server } n’est connu : indiquez-en un autre avec --server ID. { $they_are }
terminal-server-none = Aucun serveur n’est encore connu. Invitez le bot et lancez-le une fois, ou indiquez le serveur avec --server ID.
terminal-server-which = { $count } serveurs sont connus : indiquez-en un avec --server ID. Les voici : { $list }.
