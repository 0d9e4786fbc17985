### The public board of a server

settings-board = Everyone can read the board “{ $name }” on the web. To take it down: `/organise settings board`.
settings-board-off = Nothing is on the web. To publish a board: `/organise settings board`.
settings-board-rule = A board shows what any member can read here: demands that opened, published counts, contracts, facts. Never who signed, and no name. Whoever runs the bot must serve it.
refusal-board-name = “{ $name }” cannot be in an address. Nothing was changed. Write 1 to 40 small letters, digits and hyphens, such as `capgemini-ice`.
refusal-board-taken = Another board is called “{ $name }”. Nothing was changed. Choose another name.
refusal-board-renamed = This board is called “{ $name }”, and its address stays. Nothing was changed. Leave out the name, or take the board down first.
audit-field-board = Public board
