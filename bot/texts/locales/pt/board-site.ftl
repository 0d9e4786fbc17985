## The server of the board: what it answers instead of a page

board-site-no-page = Esta página não existe. A primeira página leva a tudo o que foi publicado.
board-site-moved = O endereço desta página termina com uma barra.
board-site-no-board = No momento não há nenhum mural aqui. Tente de novo em um minuto.
board-site-only-reading = Aqui só é possível ler.
board-site-no-content = Uma requisição de página não leva conteúdo.
board-site-bad-request = Esta requisição não pode ser lida.
board-site-too-many = Requisições demais. Tente de novo em alguns segundos.
