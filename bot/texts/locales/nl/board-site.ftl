## The server of the board: what it answers instead of a page

board-site-no-page = Deze pagina bestaat niet. Via de eerste pagina vind je alles wat is gepubliceerd.
board-site-moved = Het adres van deze pagina eindigt op een schuine streep.
board-site-no-board = Er is hier op dit moment geen prikbord. Probeer het over een minuut opnieuw.
board-site-only-reading = Hier kan alleen gelezen worden.
board-site-no-content = Wie een pagina opvraagt, stuurt geen inhoud mee.
board-site-bad-request = Dit verzoek is niet leesbaar.
board-site-too-many = Te veel verzoeken. Probeer het over enkele seconden opnieuw.
