## The server of the board: what it answers instead of a page

board-site-no-page = Questa pagina non esiste. La prima pagina porta a tutto ciò che è pubblicato.
board-site-moved = L’indirizzo di questa pagina termina con una barra.
board-site-no-board = Al momento qui non c’è nessuna bacheca. Riprova tra un minuto.
board-site-only-reading = Qui si può solo leggere.
board-site-no-content = Per chiedere una pagina non si invia alcun contenuto.
board-site-bad-request = Questa richiesta non è leggibile.
board-site-too-many = Troppe richieste. Riprova tra qualche secondo.
