# ``tocsin roster cards``, ``letters``, ``card`` and ``issued``: codes of the signing page.
terminal-cards-made = { $count ->
        [one] { $count } code
       *[other] { $count } codes
    } made, in { $files } and nowhere else.
terminal-cards-next = Print them with tocsin roster letters { $file } letters.pdf, hand them out, and delete the file. Until a code is used, whoever has it can sign in that member’s place.
terminal-cards-none = Everybody in the file who is on the roster has a card or a code already: nothing was made. A lost code is replaced with tocsin roster card.
terminal-cards-letters = { $count ->
        [one] { $count } letter
       *[other] { $count } letters
    } in { $file }, for the signing page { $address }. Delete the file when they are printed.
terminal-cards-letters-exist = { $path } exists already: name a new file. Nothing was written.
terminal-cards-no-address = A letter names the address of the signing page: set TOCSIN_SITE_URL, and give the server a board with /organise do:settings board.
terminal-cards-no-codes = { $path } is no file of codes as tocsin roster cards writes it, or is incomplete. Nothing was written.
terminal-cards-line = The line to type under it: { $line }. It is how the page recognises the union.
terminal-cards-at-once = It works at once. The code before, if it was not used, works no more.
terminal-cards-works = It works from { $day } on. Until then the page tells the holder of the present card, who can object.
terminal-cards-issued = Tokens were issued to { $count } of { $all } in the file. { $others ->
        [0] They were issued to no place outside the file.
        [one] They were issued to one place outside the file: ask whose it is.
       *[other] They were issued to { $others } places outside the file: ask whose they are.
    } No ledger of this round should show more than { $most } issued tokens: compare them. From what is kept, nobody can later tell which signature is whose, without a card or tokens file. If nearly all of them signed, this is nearly who signed. PostgreSQL’s own log shows for days who came when.
