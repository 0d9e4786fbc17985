### The terminal: why the bot cannot start, and what to do. The log has the same sentences in English.

terminal-said = { $text }

terminal-settings-unknown = { $key } is not a setting of Tocsin and is ignored.
terminal-settings-near = { $key } is not a setting of Tocsin and is ignored: did you mean { $near }?
terminal-settings-number = { $key } is { $value }, which is not a number: write { $example }, for example.
terminal-settings-whole-number = { $key } is { $value }, which is not a whole number: write { $example }, for example.
terminal-settings-env-not-text = .env is not UTF-8 text: save it again as UTF-8.
terminal-settings-env-unreadable = .env cannot be read: { $reason }.
terminal-database-unusable = The database cannot be opened: { $path } cannot be used ({ $reason }). Check DATABASE_URL, and that the file and its folder belong to the user that runs Tocsin.
terminal-database-unwritable = The database cannot be opened: { $path } cannot be written ({ $reason }). Check DATABASE_URL, and that the file and its folder belong to the user that runs Tocsin.
terminal-database-damaged = The database { $path } is damaged ({ $reason }). Stop everything that uses it, keep the file as it is, and restore your newest backup into a new one: tocsin restore FILE.
terminal-not-stored-full = Nothing can be stored: the disk is full. Free some space on the disks that hold the database and the keys.
terminal-not-stored-read-only = Nothing can be stored: the database or the keys cannot be written. Make sure that their disks are not mounted read-only, and that the user that runs Tocsin owns the files.
terminal-not-stored-broken = Nothing can be stored: the disk reports errors. Look at the machine's own log, and copy the database and the keys elsewhere.
terminal-not-stored-locked = Nothing can be stored: another program keeps the database locked. Stop it.
terminal-not-stored-silent = Nothing can be stored: the key folder does not answer. Check whether its disk, or the server that it is on, still works.
## The database
terminal-database-no-driver = The driver for this DATABASE_URL is not installed: for PostgreSQL, in the folder of Tocsin, run: pip install -c constraints.txt '.[postgres]'
terminal-database-unreachable = The database cannot be opened: check that the address in DATABASE_URL is right, that the server runs, and that this user may use the database.
terminal-database-crowded = The database server has no connection left. The address is right. Each process of Tocsin holds up to { $most }: raise max_connections on the server, or stop what else holds connections there.
terminal-database-too-old = The PostgreSQL server is older than version 14, which Tocsin needs: upgrade it. Nothing was changed.
terminal-database-pooler = Between Tocsin and PostgreSQL is a pooler that lends each connection for one transaction only: set it to session mode (for PgBouncer: pool_mode = session), or name the server itself in DATABASE_URL.
terminal-database-locked = The database is locked by another program: stop the other one, or wait and start again.
terminal-database-newer = The database was made by a newer version of Tocsin: install that version again, or restore the backup from before the upgrade. Nothing was changed.
terminal-database-unreleased = The database was made by a version of Tocsin from before the first release, which this one does not read. Start with a new database and a new key folder. Nothing was changed.
terminal-unreadable = { $file } cannot be read: { $reason }.
terminal-system-file = { $file } cannot be used ({ $reason }). Check that it belongs to the user that runs Tocsin, and that the disk is neither full nor failing. If it is damaged, put the one of your backup in its place.
terminal-system = This did not work: { $reason }. Check that the disk is neither full nor failing and that the network is there, then run the command again.
terminal-database-others-active = The database is of an older version, and a process of that version runs on it: stop it, or start the new version with tocsin run, which waits for it to end. Nothing was changed.

## Start
terminal-token-refused = Discord refused the token: copy it again from the developer portal (Bot, Reset Token) into DISCORD_TOKEN.
terminal-gateway-mismatch = Discord refused the shard of this program, which names none: install a newer version of Tocsin, and report this line if there is none (code { $code }).
terminal-sharding-required = Discord requires that a bot in more than 2,500 servers divides them among several connections, which this one does not do: remove it from some of the servers, or run a second bot.
terminal-gateway-version-refused = Discord no longer accepts the version of its gateway that this program speaks: install a newer version of Tocsin.
terminal-intents-refused = Discord refused the intents that this program asks for, none of which needs permission: install a newer version of Tocsin, and report this line if there is none (code { $code }).
terminal-discord-rejected = Discord rejected a request of the bot (HTTP { $status }, code { $code }): start again in a few minutes; if it happens again, report this line.
terminal-discord-unreachable = Discord cannot be reached: check this machine's connection, then start again.
terminal-invite-no-token = DISCORD_TOKEN is not set: the link is made for the bot whose token it is.
terminal-gateway-gone = Discord's gateway has not been there for { $minutes } minutes: the program ends, to be started again by its supervisor (TOCSIN_WATCHDOG_MINUTES).
terminal-role-lost = Another process became active while this one started: it ends, and can be started again to wait for the other.
terminal-another-runs = A Tocsin runs on { $file }: stop it first.
terminal-http-in-use = another program listens there: stop that one, or choose another port.
terminal-http-no-address = this machine has no such address: 127.0.0.1 is always there.
terminal-http-forbidden = this user may not listen there: choose a port above 1023.
terminal-http-failed = that cannot be listened on: { $reason }.
terminal-http = { $key } is { $address }, and { $why }

## Settings
terminal-settings-database = DATABASE_URL cannot be used. Write sqlite:///data/tocsin.db (four slashes before a path from the root) or postgresql://user:password@host/name.
terminal-settings-no-token = DISCORD_TOKEN is not set: copy .env.example to .env and put the bot's token there, or try the demo without Discord: tocsin demo.
terminal-settings-publish-order = TOCSIN_PUBLISH_LATEST_HOURS is shorter than TOCSIN_PUBLISH_HOURS: give it the larger value.
terminal-settings-control = { $key } holds a control character: write it again on one line.
terminal-settings-quotes = { $key } begins or ends with a quotation mark, which no token has: write it without.
terminal-settings-env-line = .env, line { $number }: { $key } cannot be read. A quotation mark on that line or above it is not closed: write the value without quotation marks, or between two of the same kind.
terminal-settings-twice = { $key } and { $key }_FILE are both set: keep one of them.
terminal-settings-file-unreadable = { $key }_FILE is { $file }, which cannot be read: { $reason }.
terminal-settings-file-lines = { $key }_FILE is { $file }, which must hold one line of text, and nothing else.
terminal-settings-address = { $key } is { $value }: write an IP address of this machine and a port, { $example } for example, or leave it empty.
terminal-settings-timeout = { $key } is { $value }: give at least 1 minute; or 0 to wait for ever.
terminal-settings-range = { $key } is { $value }: give a number from { $least } to 999999.
terminal-settings-flag = { $key } is { $value }: write yes or no.
terminal-settings-choice = { $key } is { $value }: write one of { $list }.
terminal-settings-url = { $key } is { $value }: write an address that starts with https://.
terminal-settings-url-plain = { $key } is { $value }: public data is read over https:// only.
terminal-settings-site-url = { $key } is { $value }: write the address where the public finds the board, https://board.example.org/ for example.
terminal-settings-box-url = { $key } is { $value }: write the box’s public address, https://box.example.org/ for example. It begins with https, since a secret is sent there.
terminal-settings-command = { $key } is { $value }: a quotation mark is not closed.
terminal-settings-command-alone = { $key } has nothing to carry away: set TOCSIN_BOARD, too.
terminal-settings-loopback = { $key } points at this machine: set TOCSIN_ALLOW_LOOPBACK=yes for a rehearsal, or remove it to read the public source.
terminal-settings-keys-apart = TOCSIN_KEY_DIR is { $folder }: give the keys a folder with nothing else in it, outside data/ and the board, so that no backup of the database and no site carries them along.

## Keys
terminal-keys-backup-other = This is not a backup of Tocsin's keys, or it was cut short: use another copy.
terminal-keys-backup-passphrase = The passphrase is wrong, or the file is damaged. Nothing was restored. Try again, or use another copy.
terminal-keys-backup-slow = This machine is too slow, or too busy, to open this file. Nothing was restored. Wait until it has less to do, or take a faster one.
terminal-keys-backup-newer = The backup holds a key that this version does not know. Nothing was restored. Install a newer Tocsin.
terminal-keys-folder-missing = The key folder { $folder } is missing, and what this database holds was made with its keys: restore it from your copy of the keys, or set TOCSIN_KEY_DIR to where it is.
terminal-keys-folder-open = Other users of this machine can enter the key folder: run chmod 700 { $folder }.
terminal-keys-foreign = The key { $path } was not made for this database: set TOCSIN_KEY_DIR to the keys of this database, or DATABASE_URL to the database of these keys.
terminal-keys-missing = The key { $path } is missing, and what this database holds was made with it: restore it from your copy of the keys, or set TOCSIN_KEY_DIR to where they are.
terminal-keys-open = Other users of this machine can read the key { $path }: run chmod 600 { $quoted }, and find out who may have read it.
terminal-keys-damaged = The key { $path } is damaged, it does not hold { $size } random bytes: restore it from your copy of the keys.
terminal-keys-issuing-missing = The issuing key { $path } is missing, and no copy of it can exist: nobody is issued anything more with it. What was issued can be signed and withdrawn as before. To issue again, begin a new round.
terminal-keys-issuing-damaged = The issuing key { $path } is damaged: nobody is issued anything more with it. What was issued can be signed and withdrawn as before. To issue again, begin a new round.
terminal-registrar-restored = This database was restored, and does not hold everyone who got tokens in round { $round }: nothing more is issued in it, since a member could get tokens twice. Tokens that members kept still sign, and signatures can be withdrawn as before. To issue again, begin a new round.
terminal-keys-no-folder = TOCSIN_KEY_DIR names { $folder }, which is not a folder: give it a folder of its own.
terminal-keys-unreadable = { $path } cannot be read ({ $reason }): make the user that runs Tocsin its owner, with chown.
terminal-keys-unwritable = No key can be written in { $folder } ({ $reason }): make the user that runs Tocsin its owner, with chown, and see that the disk is neither full nor read-only.
terminal-keys-destroyed = The key { $name } was destroyed on purpose and is not made again.
terminal-keys-folder-outdated = The key folder { $folder } is older than this database: it is a copy, or was restored from one, and newer keys and withdrawals are missing in it. Set TOCSIN_KEY_DIR to the folder that was used last. Only if that one is lost: restore your newest copy of the keys, then run: echo { $term } > { $file }
terminal-keys-marker-unwritable = { $path } cannot be written ({ $reason }): give this user the folder.
terminal-keys-no-demand-key = Demand { $number } has no key.
