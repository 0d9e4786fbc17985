### The public board of a server

settings-board = Everyone can read the board on the web: { $where } To take it down: `/organise do:settings board`.
settings-board-off = Nothing is on the web. To publish a board: `/organise do:settings board`.
board-offer-title = Publish a board?
board-offer-shown = **Anyone on the web can then read what members can read here:**
    - demands that opened: their texts, published counts, also by site, to whom they were handed over, and the answer
    - the watched contracts that were posted, and their changes
    - facts, and the words that you explain
board-offer-never = **Never there:** who signed, counts before they are published, drafts, members, roles, channels.
board-offer-copies = **What was public cannot be taken back.** You can take the board down at any time; copies that others made stay. All texts stand there as you wrote them: look for names first.
board-offer-address = **Its address**, which never changes: { $address }
board-offer-name = **Its name**, which never changes: `{ $name }`. The person who runs the bot decides where on the web it is.
button-board-publish = Publish the board
board-on = **The board is public:** { $address }
board-on-unknown = **The board `{ $name }` is public** as soon as the person who runs the bot publishes it: they find out how in *docs/board.md*.
board-on-next = The bot writes it within a minute, if it is set up to publish by itself. Members read in `/privacy notice` that counts are on the web. To take it down: `/organise do:settings board`.
board-press-hint = Shown on the board: a name, an address or a number. Empty: none.
board-off = **The board is switched off.** All its pages and files are taken down with the next publishing: within a minute, if the bot publishes by itself.
board-off-next = Copies that others made stay, and links in earlier posts lead nowhere. Its name, `{ $name }`, stays yours: switched on again, the board is back at the same address.
board-was-off = There was no board, so nothing was changed. Nothing of this server is on the web.
refusal-board-name = “{ $name }” cannot be in an address. Nothing was changed. Write 1 to 40 small letters, digits and hyphens, such as `capgemini-ice`.
refusal-board-taken = Another board is or was called “{ $name }”. Nothing was changed. Choose another name.
refusal-board-renamed = This board is called “{ $name }”, and its address never changes. Nothing was changed. Leave out the name.
refusal-board-signing = The board stays up as long as members can sign or withdraw on the union’s page: whoever opened the page for one visit only would see who signs. Nothing was changed. You can switch it off after { $day }, when the last list closes.
setup-board = Everyone on the web can read along too, if you want: `/organise do:settings board`.
audit-field-board = Public board
audit-field-press = Contact for the press
