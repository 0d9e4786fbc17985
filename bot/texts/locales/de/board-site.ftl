## The server of the board: what it answers instead of a page

board-site-no-page = Diese Seite gibt es hier nicht. Was veröffentlicht ist, findet sich über die erste Seite.
board-site-moved = Die Adresse dieser Seite endet mit einem Schrägstrich.
board-site-no-board = Hier gibt es zurzeit keine Infotafel. Bitte in einer Minute noch einmal versuchen.
board-site-only-reading = Hier kann nur gelesen werden.
board-site-no-content = Wer eine Seite abruft, sendet keinen Inhalt mit.
board-site-bad-request = Diese Anfrage ist nicht lesbar.
board-site-too-many = Zu viele Anfragen. Bitte in einigen Sekunden noch einmal versuchen.
