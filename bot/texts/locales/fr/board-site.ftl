## The server of the board: what it answers instead of a page

board-site-no-page = Cette page n’existe pas. La première page mène à tout ce qui est publié.
board-site-moved = L’adresse de cette page se termine par une barre oblique.
board-site-no-board = Il n’y a pas de tableau ici pour le moment. Réessayez dans une minute.
board-site-only-reading = Ici, on ne peut que lire.
board-site-no-content = Pour demander une page, on n’envoie pas de contenu.
board-site-bad-request = Cette demande est illisible.
board-site-too-many = Trop de demandes. Réessayez dans quelques secondes.
