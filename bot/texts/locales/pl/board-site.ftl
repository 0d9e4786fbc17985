## The server of the board: what it answers instead of a page

board-site-no-page = Nie ma tu takiej strony. Pierwsza strona prowadzi do wszystkiego, co opublikowano.
board-site-moved = Adres tej strony kończy się ukośnikiem.
board-site-no-board = Obecnie nie ma tu tablicy. Spróbuj ponownie za minutę.
board-site-only-reading = Tutaj można tylko czytać.
board-site-no-content = Prośba o stronę nie zawiera treści.
board-site-bad-request = Tego zapytania nie da się odczytać.
board-site-too-many = Zbyt wiele zapytań. Spróbuj ponownie za kilka sekund.
