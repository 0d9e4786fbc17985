### The terminal: the board.

terminal-board-not-a-site = { $site } is there already and is not a published site: name another folder, or move it away.
terminal-board-not-written = { $file } cannot be written: { $reason }. Readers see the site as it was.
terminal-board-no-site = { $site } is not there yet: run tocsin publish { $site }, or set TOCSIN_BOARD.
terminal-board-no-address = TOCSIN_SITE is not set: write the address to listen on into .env, 127.0.0.1:8080 for example.
terminal-board-none = No server has a board yet: an organiser switches it on with /organise settings board. { $site } is an empty site.
terminal-board-published = { $site }: { $files ->
    [one] { $files } file
   *[other] { $files } files
}, { $new } new. Boards: { $list }.
