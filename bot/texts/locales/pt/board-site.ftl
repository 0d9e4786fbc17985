## The server of the board: what it answers instead of a page

board-site-no-page = Esta página não existe. A primeira página leva a tudo o que foi publicado.
board-site-moved = O endereço desta página termina com uma barra.
board-site-no-board = De momento não há aqui nenhum mural. Tente novamente dentro de um minuto.
board-site-only-reading = Aqui só é possível ler.
board-site-no-content = Um pedido de página não leva conteúdo.
board-site-bad-request = Este pedido não pode ser lido.
board-site-too-many = Demasiados pedidos. Tente novamente dentro de alguns segundos.
