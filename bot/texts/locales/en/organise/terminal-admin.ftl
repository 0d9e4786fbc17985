### The terminal: what its commands answer to the person who runs the bot.

terminal-progress-reading = Reading
terminal-progress-backup = Writing
terminal-progress-reading-back = Reading back
terminal-progress-restore = Restoring
terminal-progress-copy = Copying
terminal-progress-importing = Importing

terminal-backed-up = { $rows } rows of { $tables } tables are in { $file } and were read back. The keys are not in it: tocsin keys backup makes their own file, to be kept elsewhere.
terminal-backed-up-encrypted = { $rows } rows of { $tables } tables are in { $file }, encrypted, and were read back. The keys are not in it: tocsin keys backup makes their own file, to be kept elsewhere.
terminal-backup-not-noted = { $done } But the database could not be written to: it does not know of this backup, and tocsin check will not count it.
terminal-backup-newer = This backup was made by Tocsin { $version }, which this version cannot read. Nothing was restored. Install that version.
terminal-backup-newer-unknown = This backup was made by a newer version of Tocsin, which this version cannot read. Nothing was restored. Install that version.

terminal-key = { $name } · { $purpose } · { $mark } · made { $day } · { $state }
terminal-key-and = { $line } · { $more }
terminal-key-of-signing = exports
terminal-key-of-demand = demand { $rest }
terminal-key-there = there
terminal-key-missing = MISSING
terminal-key-foreign = FOREIGN
terminal-key-damaged = DAMAGED
terminal-key-open = OPEN
terminal-key-unreadable = UNREADABLE
terminal-keys-cannot-rotate = { $name } cannot be replaced: every code was made with it from a member's id, and there is no list of members to make them again. Nothing was changed. Only audit and signing can be replaced.
terminal-keys-rotated = Version { $version } of the key { $name } is used from now on; what earlier ones signed stays valid. Back the keys up again: tocsin keys backup FILE.

terminal-retention-held-until = is held until { $day }, for a dispute; two organisers can renew that, one can end it.

terminal-at-least = at least { $count }
terminal-fewer-than-10 = fewer than 10
terminal-roster-wrong-lines = { $lines } and { $more } more

## Backups
terminal-backup-damaged = This backup is damaged or was cut short: use another copy.
terminal-backup-other-key = This backup is encrypted to another key: name the file with its private key, with --key.
terminal-backup-no-public-key = { $text } is not a public key: use the line that tocsin keys pair printed; it begins with age1.
terminal-backup-no-private-key = { $file } holds no private key. Name the file that tocsin keys pair wrote.
terminal-backup-nothing = There is nothing to back up: { $missing } does not exist.
terminal-backup-empty = There is nothing to back up: the database is empty.
terminal-backup-whole = Whole: { $rows } rows of { $tables } tables, as they were on { $moment }, made by Tocsin { $tocsin } with tables { $revision }.
terminal-backup-needs = It needs the key { $name }, fingerprint { $mark }.
terminal-backup-restored = Restored: { $rows } rows of { $tables } tables, as they were on { $moment }; they were read back.
terminal-backup-upgraded = The tables were upgraded from { $old } to { $new }.
terminal-backup-box = What members did on the signing page and no publication had counted is in no backup. In the bot’s own database, what was published since the backup is missing too: who signed since does not count, and who withdrew since counts as a signature again until that is withdrawn again. Ask the members to open the page, look for their row, and do it again if it is missing.
terminal-backup-rounds = No backup says who got tokens: nothing more is issued in the rounds that were under way. Tokens that members kept still sign, and signatures can be withdrawn. Begin a new round. No card is in a backup either: members type their code again, with the same card.
terminal-backup-next = Before anybody signs: run tocsin check. What it lists as “restored” was opened or published since the backup. Then tocsin run; the earlier bot must not run anywhere any more.
terminal-backup-differs = The backup differs from what was written: the disk may be failing.
terminal-restore-not-accepted = This backup is damaged, or holds something this kind of database does not accept: try another copy, or restore it into an SQLite file. Nothing was restored.
terminal-restore-differs = What was restored differs from the backup. Nothing was restored: the disk may be failing.
terminal-backup-not-empty = DATABASE_URL names a database that is not empty, perhaps that of a running bot: stop the bot, and name a new file or a new database. Nothing was changed.
terminal-backup-another-runs = A Tocsin runs on the database that DATABASE_URL names: stop it first. Nothing was restored.
terminal-backup-lock-lost = The connection that keeps every other Tocsin from the database was lost. Nothing was restored: restore again.
terminal-backup-forgotten = { $count } of its keys are of servers that were deleted since: the next start deletes their data again.
terminal-backup-no-keys = It needs no key.
terminal-backup-key-missing = MISSING  the key { $name }, fingerprint { $mark }: { $fault }
terminal-backup-keys = It needs { $count } keys; { $there } of them are in { $path }.
terminal-backup-put-keys = Put the folder of the keys in its place, or run tocsin keys restore FILE.
terminal-moment = { $day } at { $time } UTC
terminal-exists = { $file } exists already and was not changed: name a new file.
terminal-unusable = { $file } cannot be used: { $reason }.
terminal-backup-none = This is not a backup of Tocsin, or it was cut short: use another file.
terminal-backup-encrypted = This backup is encrypted: name the file with its private key, with --key.

## Copy and upgrade
terminal-copy-bad-address = This is not the address of a PostgreSQL database. Nothing was copied. Write postgresql://user:password@host/name.
terminal-copy-unreachable = The new database cannot be opened. Nothing was copied. Check its address, user and password, and that it exists.
terminal-copy-no-driver = The driver for PostgreSQL is not installed: in the folder of Tocsin, run: pip install -c constraints.txt '.[postgres]'
terminal-upgrade-already = The database is already up to date.
terminal-upgrade-done = The database is now up to date.
terminal-copy-empty = There is nothing to copy: { $file } is empty.
terminal-copied = Copied: { $count } rows of { $tables } tables. They were read back and are identical.
terminal-copied-next = Now set DATABASE_URL to the new address, before the bot starts again. The keys stay where they are.
terminal-copied-old = { $file } was not changed and still holds the signatures: delete it once the bot runs on the new database.
terminal-copy-postgresql-already = DATABASE_URL names a PostgreSQL database already: this copies from an SQLite file. Nothing was copied.
terminal-copy-nothing = There is nothing to copy: { $missing } does not exist.
terminal-copy-unwritable = The new database cannot be written. Nothing was copied. { $reason } Then start again.
terminal-copy-connection-lost = The connection to the new database was lost. Start again; if the database is not empty, create another.
terminal-copy-not-empty = The new database is not empty. Nothing was changed in either. Name one that was just created.
terminal-copy-old-unreadable = The old file cannot be read, in the table { $table }: { $reason }. Nothing was copied. Restore a backup of it with tocsin restore instead (docs/backup.md).
terminal-copy-not-accepted = The table { $table } holds something that PostgreSQL does not accept, such as a character of value zero. Nothing was copied; report this line.
terminal-copy-differs = The copied table { $table } differs from the original. Nothing was copied. Try again, and if it happens again, report this line.

## Keys
terminal-key-of-audit = what organisers did
terminal-key-of-privacy = requests for one's data
terminal-key-of-roster = the roster of server { $rest }
terminal-key-of-round = the places of a round that were issued
terminal-key-of-share = shares of places in a round
terminal-key-of-box = receipts of the box
terminal-keys-none = There are no keys yet: the first demand that opens gets one.
terminal-keys-backup-differs = { $file } differs from what was written: the disk may be failing.
terminal-unwritable = { $file } cannot be written: { $reason }.
terminal-keys-backed-up = { $count } keys are in { $file }, and were read back. Keep it apart from the database and its backups, and the passphrase apart from both.
terminal-keys-restored = { $name }: { $result }
terminal-keys-not-in-backup = { $name }: not in this backup, and missing.
terminal-keys-no-demand = There is no demand with a key { $name }. Nothing was changed. See tocsin keys list.
terminal-keys-lost-destroyed = { $name } is destroyed, with what was kept beside it. Destroy every copy of it too.
terminal-keys-demand-destroyed = The key is destroyed and the signatures with it: nothing can be linked to anyone any more. The published counts stay. Destroy every copy of this key too, also in files of tocsin keys backup.
terminal-key-destroyed = destroyed on { $day }
terminal-key-forgotten = of a server that was deleted
terminal-key-held-until = legal hold until { $day }
terminal-key-until = until { $day }
terminal-key-signs = signs as { $mark }
terminal-key-not-known = not restored: this database knows no such key.
terminal-key-destroyed-before = not restored: it was destroyed on purpose.
terminal-key-of-deleted-server = not restored: its server's data was deleted since, and is deleted again at the next start.
terminal-key-of-another = not restored: the backup is of another database.
terminal-key-already = already there.
terminal-key-in-the-way = not restored: another file is there; move it away and try again.
terminal-key-put-back = put back.
terminal-keys-not-a-demands = { $name } is not a demand's key. Nothing was changed. Only those can be destroyed: see tocsin keys list.

## The disk
terminal-disk-encrypt = Keep the key folder on an encrypted disk (docs/running.md, “What a disk keeps”).
terminal-disk-unknown = what the disk keeps of destroyed keys cannot be found out on this system. { $encrypt }
terminal-disk-encrypted = the key folder is on an encrypted disk: without its passphrase nothing is read from it.
terminal-disk-memory = the key folder is in memory: every key is lost when the machine stops. Move it.
terminal-disk-copies = the key folder is on { $system }, which writes changed data elsewhere: a destroyed key can be read from the disk for some time, and from snapshots. { $encrypt }
terminal-disk-kind-unknown = what a disk with { $system } keeps of destroyed keys cannot be found out from here. { $encrypt }
terminal-disk-ssd = the key folder is on an SSD, or on a disk that does not say: such a disk may keep overwritten data in places that only its maker can read. { $encrypt }
terminal-disk-in-place = on { $system } a destroyed key is overwritten in place, as far as this machine can tell; a snapshot of a virtual machine, and an image of the disk, keep what there was.
terminal-disk-postgresql = PostgreSQL’s own write-ahead log keeps for days in which order and when people signed, or came to the union’s page: keep its folder on an encrypted disk, archive it no longer than backups, and shorten it with the settings in docs/running.md, “PostgreSQL”.
terminal-disk-swap = this machine swaps to { $path }, which is not seen to be encrypted: the keys may be written there. The unit in deploy/ forbids it (MemorySwapMax=0); elsewhere turn swap off, or encrypt it.

## How long keys are kept
terminal-retention-no-channel = their server has no channel. An organiser chooses one with /organise do:settings channel
terminal-retention-refused = Discord refuses the post, /updates status says why. Organisers put that right, or choose another channel with /organise do:settings channel
terminal-retention-key = the key of demand { $number } ({ $slug }) { $sentence }
terminal-retention-no-end = has no end: it opened before there was one. Destroy it with tocsin keys destroy.
terminal-retention-cannot-tell = ends on { $end }, and organisers cannot be told before: { $why }. It is destroyed on { $last } anyway.
terminal-retention-late = was due to be destroyed by { $last }: the bot was off, or this machine's clock is wrong. The bot destroys it once it runs and Discord has shown that the clock is right.
terminal-retention-told = is to be destroyed on { $day }, if the bot has run on { $days } days since organisers were told on { $told }; by { $last } in any case.
terminal-retention-ends = ends on { $end }; organisers are told { $days } days before.
terminal-retention-telling = ends on { $end }, and is destroyed by { $last }; the post to organisers is on its way.

## Roster
terminal-roster-code-works = It works from { $day }, { $time } UTC on. Until then, whoever is linked now is told of it at their next use of the bot. If they object, repeat this: it makes this code void.
terminal-roster-none = This server has no roster: make one with tocsin roster import.
terminal-roster-status = Members on the roster: { $members }, as of its last import. Linked with an account: { $linked }. Both are rounded down to tens: an exact number would tell who has just joined.
terminal-roster-cleared-links = Nobody is on the roster any more. The links and cards of those who joined are kept, so that they can withdraw signatures of demands that asked for it; links go when the keys of these demands are destroyed and the roster is cleared again, cards when no round is under way and the last list of signatures on the union’s page has closed.
terminal-roster-cleared = Nothing is left of the roster: no member, no code, no link.
terminal-roster-codes-exist = { $path } exists already, and may hold codes that are nowhere else: name a new file with --codes. Nothing was imported.
terminal-roster-codes-unwritable = { $path } cannot be written: { $reason }. The codes in it are valid: make room, and import again with another file for the other codes.
terminal-roster-new = { $count ->
        [one] 1 member is
       *[other] { $count } members are
    } new: their codes are in { $codes }, and nowhere else. Hand each member theirs, then delete the file.
terminal-roster-known = { $count ->
        [one] 1 member is
       *[other] { $count } members are
    } already on the roster: nothing was changed for them.
terminal-roster-repeated = { $count } further lines repeat an earlier number (see docs/roster.md).
terminal-roster-blank =
    { $count ->
        [one] { $count } line holds no number and was left out.
       *[other] { $count } lines hold no number and were left out.
    }
terminal-roster-removed = { $count ->
        [one] 1 member is
       *[other] { $count } members are
    } no longer in the file: they were removed from the roster and can sign no more. Their signatures stay until they withdraw them or organisers invalidate them.
terminal-roster-kept = { $count ->
        [one] 1 member is
       *[other] { $count } members are
    } on the roster and not in the file: they stay on it. To take them off, import the file again with --replace.
terminal-roster-next = To check signers against the roster: /organise do:settings signers.
terminal-roster-not-text = { $path } is no text that can be read: save it again as CSV in UTF-8.
terminal-roster-wrong-number = { $path } holds something else than a membership number in line { $where }. A number has letters and digits, - . / or _ between them, and at most 40 characters. Correct the file, or name another column with --column. Nothing was imported.
terminal-roster-no-number = { $path } holds no membership number. Nothing was imported.
terminal-roster-columns = { $path } has { $count } columns{ $they_are }. Say which one holds the membership numbers with --column, by its heading or its place (1 is the first). Nothing was imported.
terminal-roster-no-column = { $path } has no column “{ $wanted }”. Nothing was imported.
terminal-roster-not-csv = { $path } cannot be read as CSV in line { $line }: see whether it has a quotation mark too few or too many, or a cell that goes over several lines. Correct it, or save the column of numbers alone. Nothing was imported.
terminal-roster-workbook = { $path } is a workbook: save the sheet as CSV in UTF-8 and import that.

## Servers
terminal-server-not-joined = server { $server } is not known yet: the file takes effect when the bot joins it. If the number is wrong, import again with the right one.
terminal-servers-are = They are { $list }.
terminal-servers-none = None is known yet.
terminal-server-unknown = No server { $server } is known: name another with --server ID. { $they_are }
terminal-server-none = No server is known yet. Invite the bot and run it once, or name the server with --server ID.
terminal-server-which = { $count } servers are known: name one with --server ID. They are { $list }.
