### Le terminal : le tableau public.

terminal-board-not-a-site = { $site } existe déjà et n’est pas un site publié : nommez un autre dossier, ou déplacez-le.
terminal-board-not-written = { $file } ne peut pas être écrit : { $reason }. Les lecteurs voient le site tel qu’il était.
terminal-board-no-site = { $site } n’existe pas encore : lancez tocsin publish { $site }, ou définissez TOCSIN_BOARD.
terminal-board-no-address = TOCSIN_SITE n’est pas défini : écrivez l’adresse à écouter dans .env, 127.0.0.1:8080 par exemple.
terminal-board-none = Aucun serveur n’a encore de tableau : un·e responsable l’active avec /organise do:settings board. { $site } est un site vide.
terminal-board-published = { $site } : { $files ->
    [one] { $files } fichier
   *[other] { $files } fichiers
}, dont { $new } nouveaux. Tableaux : { $list }.
terminal-board-failed = Le tableau { $board } reste tel qu’il était : une erreur du programme ({ $error }) a empêché de le publier. Le journal technique dit où. Un nouvel essai est fait à la prochaine publication ; les autres tableaux sont publiés.
terminal-board-busy = Un autre processus publie dans { $site }, ou l’emporte. Rien n’a changé : relancez la commande quand ce sera fini.
# $why est l’une des phrases suivantes.
terminal-board-history = Le tableau { $board } reste tel qu’il était : la base contredit ce qu’il a montré de la revendication { $demand }. { $why }
terminal-board-history-older = Il a montré { $published }, et la base n’a rien à partir de la publication { $number } : elle vient d’une sauvegarde plus ancienne. Lancez le bot : en deux minutes, le registre reprend après les publications perdues en le disant, et le tableau avec lui.
terminal-board-history-other = Il a montré { $published } ; c’est maintenant { $now } : quelqu’un a changé la base, ou c’en est une autre. Remettez la bonne. Si elle est perdue, docs/board.md dit que faire.
terminal-board-history-gone = Il a montré { $head }, et la base n’a pas cette revendication : elle vient d’une sauvegarde plus ancienne, ou quelqu’un l’a changée. Remettez la bonne. Si elle est perdue, docs/board.md dit que faire.
terminal-board-history-broken = { $fault } Quelqu’un a changé la base, ou elle est abîmée : remettez une sauvegarde d’avant.
terminal-board-rounds = Le tableau { $board } reste tel qu’il était : la base contredit ce qu’il a montré des tours de clés d’émission (rounds.json). { $why }
terminal-board-rounds-older = La base n’a pas le tour { $number } : elle vient d’une sauvegarde plus ancienne. Lancez le bot : il reprend ce tour du dossier publié. Si la même phrase revient, rounds.json a été modifié : mettez en place une copie intacte du dossier, ou la bonne base, et relancez le bot.
terminal-board-rounds-other = La base a un tour { $number } différent : quelqu’un a changé la base, ou ce n’est pas la bonne. Remettez la bonne. Si elle est perdue, docs/board.md dit que faire.
terminal-board-held-altered = revendication { $demand } : le tableau a des publications qui manquent à cette base, et elles n’ont pas été reprises : { $file } manque, ou n’est pas tel que le bot l’a signé. Plus rien n’est publié pour cette revendication. Si la clé qui signe a été remplacée depuis la sauvegarde, lancez tocsin keys rotate signing, qui reprend son fichier. Sinon, mettez en place une copie intacte du dossier publié ou, pour continuer sans ces publications, retirez-en le fichier { $ledger }. Puis relancez le bot.
terminal-board-held-contradicted = revendication { $demand } : { $file }, que le bot a signé, a une autre histoire que cette base : quelqu’un a changé la base, ou ce n’est pas la bonne. Plus rien n’est publié pour cette revendication. Remettez la bonne, et relancez le bot. Si elle est perdue, docs/board.md dit que faire.
