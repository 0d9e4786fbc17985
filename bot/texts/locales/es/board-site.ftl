## The server of the board: what it answers instead of a page

board-site-no-page = Esta página no existe. La primera página lleva a todo lo publicado.
board-site-moved = La dirección de esta página termina con una barra.
board-site-no-board = Por ahora no hay ningún tablón aquí. Inténtalo de nuevo dentro de un minuto.
board-site-only-reading = Aquí solo se puede leer.
board-site-no-content = Para pedir una página no se envía contenido.
board-site-bad-request = Esta petición no se puede leer.
board-site-too-many = Demasiadas peticiones. Inténtalo de nuevo dentro de unos segundos.
