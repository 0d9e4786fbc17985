### Le terminal : le tableau public.

terminal-board-not-a-site = { $site } existe déjà et n’est pas un site publié : nommez un autre dossier, ou déplacez-le.
terminal-board-not-written = { $file } ne peut pas être écrit : { $reason }. Les lecteurs voient le site tel qu’il était.
terminal-board-no-site = { $site } n’existe pas encore : lancez tocsin publish { $site }, ou définissez TOCSIN_BOARD.
terminal-board-no-address = TOCSIN_SITE n’est pas défini : écrivez l’adresse à écouter dans .env, 127.0.0.1:8080 par exemple.
terminal-board-none = Aucun serveur n’a encore de tableau : un·e responsable l’active avec /organise settings board. { $site } est un site vide.
terminal-board-published = { $site } : { $files ->
    [one] { $files } fichier
   *[other] { $files } fichiers
}, dont { $new } nouveaux. Tableaux : { $list }.
