### The terminal: the board.

terminal-board-not-a-site = { $site } is there already and is not a published site: name another folder, or move it away.
terminal-board-not-written = { $file } cannot be written: { $reason }. Readers see the site as it was.
terminal-board-no-site = { $site } is not there yet: run tocsin publish { $site }, or set TOCSIN_BOARD.
terminal-board-no-address = TOCSIN_SITE is not set: write the address to listen on into .env, 127.0.0.1:8080 for example.
terminal-board-none = No server has a board yet: an organiser switches it on with /organise do:settings board. { $site } is an empty site.
terminal-board-published = { $site }: { $files ->
    [one] { $files } file
   *[other] { $files } files
}, { $new } new. Boards: { $list }.
terminal-board-failed = The board { $board } stays as it was: an error in the program ({ $error }) kept it from being published. The log says where. It is tried again with the next publishing; the other boards are published.
terminal-board-busy = Another process is publishing to { $site }, or carrying it away. Nothing was changed: run it again when that is done.
# $why is one of the next sentences.
terminal-board-history = The board { $board } stays as it was: the database contradicts what it showed of the demand { $demand }. { $why }
terminal-board-history-older = It showed { $published }, and the database has nothing from publication { $number } on: it was restored from an older backup. Start the bot: within two minutes the ledger goes on after the lost publications and says so, and the board with it.
terminal-board-history-other = It showed { $published }; now this is { $now }: somebody changed the database, or it is another one. Put back the right one. If that is lost, docs/board.md says what to do.
terminal-board-history-gone = It showed { $head }, and the database does not have this demand: it was restored from an older backup, or somebody changed it. Put back the right one. If that is lost, docs/board.md says what to do.
terminal-board-history-broken = { $fault } Somebody changed the database, or it is damaged: put back a backup from before.
terminal-board-rounds = The board { $board } stays as it was: the database contradicts what it showed of the rounds of issuing keys (rounds.json). { $why }
terminal-board-rounds-older = The database does not have round { $number }: it was restored from an older backup. Start the bot: it reads the round back from the published folder. If this is said again, rounds.json was changed: put an unchanged copy of the folder in place, or the right database, and start the bot again.
terminal-board-rounds-other = The database has a different round { $number }: somebody changed the database, or it is the wrong one. Put back the right one. If that is lost, docs/board.md says what to do.
terminal-board-held-altered = demand { $demand }: the board has publications that this database lacks, and they were not read back: { $file } is missing, or not as the bot signed it. Nothing more is published for this demand. If the key that signs was replaced since the backup, run tocsin keys rotate signing, which takes its file back. If not, put an unchanged copy of the published folder in place, or, to go on without those publications, remove the file { $ledger } from it. Then start the bot again.
terminal-board-held-contradicted = demand { $demand }: { $file }, which the bot signed, has another history than this database: somebody changed the database, or it is the wrong one. Nothing more is published for this demand. Put back the right one, and start the bot again. If that is lost, docs/board.md says what to do.
