## The server of the board: what it answers instead of a page

board-site-no-page = There is no such page here. What was published is listed on the first page.
board-site-moved = This page is at the address with a slash at its end.
board-site-no-board = There is no board here at the moment. Please try again in a minute.
board-site-only-reading = Pages can only be read here.
board-site-no-content = A request for a page has no content.
board-site-bad-request = This request cannot be read.
board-site-too-many = Too many requests. Please try again in a few seconds.
