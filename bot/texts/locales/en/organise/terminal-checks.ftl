### The terminal: what tocsin check finds.

## tocsin check
terminal-source-unreachable = { $host } cannot be reached. Check this machine's connection, or try again later.
terminal-restored-before = { $loss } Is there a newer backup? Put that in place before anybody signs. If there is none, start the bot: counting goes on, and organisers are told.
terminal-restored-after = { $loss } Organisers are told where they have a channel; what was exported and posted before stays true. Keep those exports.
terminal-journal-lost = demand { $number } ({ $slug }): it is not known any more who withdrew. The journal that lay beside its key is missing; a file of tocsin keys backup does not hold it. Signatures that were withdrawn since the backup of the database count again. If you have a copy of the key folder, put its demand-{ $number }.withdrawn in place before the bot starts. If not, ask members in public to withdraw once more. Then make new backups of the database and the keys, and destroy the older ones.
terminal-journal-begun = demand { $number } ({ $slug }): its journal of withdrawals was lost, and begun anew on { $day }. Signatures that were withdrawn between the backup of the database and that day count again: ask members in public to withdraw once more. Make new backups of the database and the keys, and destroy the older ones. This line disappears with the demand's key.
terminal-check = { $mark } { $sentence }
terminal-check-settings = all can be used.
terminal-check-env-open = every user of this machine can read { $file }, where the token is: run chmod 600 { $file }, and reset the token if somebody else may have read it.
terminal-check-confined = the processes that parse documents and serve the board can open neither the files of the keys nor that of an SQLite database; a PostgreSQL server that asks for no password would let them in.
terminal-check-not-confined = this system has no Landlock (Linux has it from 5.13 on): a hostile document or reader that takes over one of the processes that parse documents and serve the board can read keys and database, as your user.
terminal-check-no-database = { $missing } does not exist yet: run tocsin db upgrade, or tocsin run.
terminal-check-database-lost = { $missing } is missing, and the key folder has keys of demands: set DATABASE_URL to where the database is, or restore your newest backup with tocsin restore FILE.
terminal-check-database = reachable and up to date.
terminal-check-database-empty = reachable but empty: run tocsin db upgrade, or tocsin run.
terminal-check-database-old = reachable, but made by an older version: make a backup, then run tocsin db upgrade, or tocsin run.
terminal-check-forgotten = server { $server } was deleted after the backup that this database was restored from, and its keys are destroyed. The next start of the bot deletes its data again.
terminal-check-marks = these files of the key folder are missing, damaged or older than the database: { $list }. If the folder was put back from a copy, withdrawals may be missing in it too, and publications in the database, and nothing else shows that: put the newest copy of the folder in place before the bot starts. If there is no newer one, start the bot, which writes them anew.
terminal-check-no-keys = none needed yet; the first demand's key will be in { $folder }.
terminal-check-keys = in { $folder }, those of this database, readable by this user only.
terminal-check-roster-lost = that of server { $servers } has lost its key, so nobody can be found on it: run tocsin roster clear --server ID, then import the file again.
terminal-check-no-roster = none imported yet; demands need one only if organisers ask for it.
terminal-check-rosters = { $count } imported, each with its key on record.
terminal-check-rounds = { $count } begun, each with its keys on record.
terminal-check-backup = the database was last saved on { $moment }.
terminal-check-backup-old = the database was last saved on { $moment }, { $days } days ago: run tocsin backup FILE each night (docs/backup.md).
terminal-check-backup-none = no backup of the database is known: run tocsin backup FILE each night (docs/backup.md).
terminal-check-keys-saved = every key is in the backup of { $moment }, or in one before it.
terminal-check-keys-unsaved = { $count ->
        [one] One key is
       *[other] { $count } keys are
    } in no backup that is known: run tocsin keys backup FILE, and keep the file apart from the database.
terminal-check-round-issuing = round { $round } of server { $server }: these issuing keys are missing or damaged: { $names }. Nobody gets more tokens under them, and no copy of them can exist. Tokens that members have sign as before, and signatures can be withdrawn. For new tokens, begin a new round.
terminal-check-round-keys = round { $round } of server { $server }: the database has no record of these keys: { $names }. Without them nobody gets tokens of this round, and a card no longer finds its signatures. If you have a newer backup of the database, restore that. If not, begin a new round.
terminal-check-round-unknown = the key folder has { $count } keys with { $round } in their names. They belong to a round that this database does not know, probably because it was restored from an older backup. If you have a newer one, restore that. If not, leave these files where they are: the bot deletes issuing keys after a day, and the others when they are half a year old.
terminal-check-audit = the record of organisers' acts is complete.
terminal-check-audit-broken = entry { $number } of server { $server } { $fault }: somebody changed the database without the bot, or it is damaged. Keep a copy as it is, and compare it with your last backup.
terminal-check-counts = every ledger is complete and matches its signatures.
terminal-check-drift = { $drift } Keep a copy of the database as it is, compare it with your last backup, and give out no count of this demand until it is explained. The bot corrects nothing by itself.
terminal-check-no-boards = no server has a public one: an organiser switches it on with /organise do:settings board.
terminal-check-boards = { $list }, published in { $site }.
terminal-check-boards-unset = { $list } is on, and TOCSIN_BOARD is not set: only tocsin publish publishes it.
terminal-check-board-unwritable = this user cannot write in { $folder }: give it to the user whom the bot runs as, or name another folder in TOCSIN_BOARD.
terminal-check-board-command = { $program }, of TOCSIN_BOARD_COMMAND, is not a program that this user can run: write its whole path.
terminal-check-source = it works.
terminal-check-token = Discord knows it as { $name }.
terminal-audit-missing = is missing
terminal-audit-changed = is not what was written
terminal-audit-sealed = does not open with the audit's key
terminal-audit-cut = was written, and is missing now
terminal-audit-actor = is by somebody who is no longer known, though nobody asked to be erased
terminal-audit-reference = is by somebody whose row in audit_actors was changed
terminal-audit-early = erased who somebody is who had acted less than 30 days before

## Signatures and counts
terminal-drift = demand { $number } ({ $slug }): { $sentence }
terminal-drift-rows = the ledger counts { $count } published signatures, the database holds { $rows }.
terminal-drift-sealed = { $count } signatures do not open with the demand's key. They are in the total, and in no site's count.

## Sources

terminal-source-timeout = { $host } takes too long to answer. Try again later; the bot does so by itself.
terminal-source-busy = { $host } is overloaded. Try again later; the bot does so by itself.
terminal-source-server-error = { $host } answers with an error of its own. Try again later; the bot does so by itself.
terminal-source-refused = { $host } refuses the request. Check its address in the settings; if that is right, install the newest Tocsin.
terminal-source-bad-answer = { $host } gives an answer that cannot be read. Check its address in the settings; if that is right, install the newest Tocsin.
terminal-source-filter-ignored = { $host } ignores part of the request. Try again later; the bot does so by itself.
terminal-source-too-many = { $host } finds too much for one request. Try again later; the bot does so by itself.
terminal-source-gone = { $host } does not know what was asked for. Check its address in the settings; if that is right, install the newest Tocsin.
terminal-source-too-big = { $host } gives a longer answer than can be read. Check its address in the settings; if that is right, install the newest Tocsin.
terminal-source-not-public = { $host } is not at a public address. Check its address in the settings.
terminal-source-moved = { $host } redirects every request elsewhere. Check its address in the settings; if that is right, install the newest Tocsin.
terminal-source-not-allowed = { $host } asks programs to stay away. Check its address in the settings.
terminal-source-left-out = { $host } has more entries than are read. Try again later; the bot does so by itself.
terminal-source-pages-missing = { $host } leaves out part of its answer. Try again later; the bot does so by itself.
terminal-source-too-complex = { $host } gives an answer that takes too much memory or time to read. Check its address in the settings; if that is right, install the newest Tocsin.
terminal-source-no-host = { $host } has no public address. Check how settings spell it, and this machine's DNS.
terminal-source-internal = { $host } could not be read because of an error in Tocsin itself. Check the log; if this lasts, install the newest Tocsin.
terminal-source-not-loopback = { $host } is not on this machine. Check its address in the settings.
terminal-source-resting = { $host } failed several times in a row and is left alone for a while. Try again later; the bot does so by itself.
terminal-source-no-key = { $host } needs a key. Check that TOCSIN_SAM_KEY or TOCSIN_SAM_KEY_FILE is set. SAM.gov gives you a key for free, on your account page.
terminal-source-key-refused = { $host } refuses the key. Check TOCSIN_SAM_KEY, or get a new key on your account page at SAM.gov.
terminal-source-quota = { $host } accepts no more requests with this key today. Check whether it is used elsewhere too.
terminal-source-allowance = { $host } has sent as much today as is stored of it for one watch, or for one server. Try again tomorrow; the bot does so by itself.
terminal-check-key = a key is set. It was not tried: there are only ten requests a day.

## After a backup was restored

terminal-lost-publication = demand { $number } ({ $slug }): the database was restored from an older backup and lacks publication { $last }, the last of { $day } with the count { $count }; the next one is number { $next } and says that the database was restored.
terminal-lost-publications = demand { $number } ({ $slug }): the database was restored from an older backup and lacks publications { $first } to { $last }, the last of { $day } with the count { $count }; the next one is number { $next } and says that the database was restored.
terminal-lost-demand = demand { $number }
terminal-lost-demand-named = demand { $number } ({ $name })
terminal-lost-what-unknown = the database does not know it, and its key is in the key folder: it was opened after the backup that this database was restored from, or DATABASE_URL names another database.
terminal-lost-what-draft = the database has it as a draft, and its key is in the key folder: it was opened after the backup that this database was restored from, or the bot was stopped just as it opened.
terminal-lost-what-aside = another demand had this number before, and its key was set aside: that one was opened after the backup that this database was restored from.
terminal-lost-head = { $what } Its last count was { $count }, on { $day }.
terminal-lost-unknown = { $demand }: { $what } Is there a newer backup? Put that in place before anybody signs. If there is none, start the bot, which gives this number to no other demand; its signatures are lost, so tell those who signed it. Of no use any more are then, in { $folder }: { $files }; remove them with { $commands }, which overwrites them.
terminal-lost-draft = { $demand }: { $what } Is there a newer backup? Put that in place before anybody signs. If there is none, it can be opened again; what was signed is lost, so tell those who signed. Of no use any more are then, in { $folder }: { $files }; remove them with { $commands }, which overwrites them.
terminal-lost-aside = { $demand }: { $what } Is there a newer backup? Put that in place before anybody signs. If there is none, its signatures are lost, so tell those who signed it. Of no use any more are then, in { $folder }: { $files }; remove them with { $commands }, which overwrites them.
