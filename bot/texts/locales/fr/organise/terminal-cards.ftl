terminal-cards-made = { $count ->
        [one] { $count } code créé
       *[other] { $count } codes créés
    }, dans { $files } et nulle part ailleurs.
terminal-cards-next = Imprimez-les avec tocsin roster letters { $file } lettres.pdf, remettez-les, puis supprimez le fichier. Tant qu’un code n’a pas servi, qui le possède peut signer à la place de la personne.
terminal-cards-none = Toutes les personnes du fichier qui sont au fichier des adhérent·es ont déjà une carte de signature ou un code : rien n’a été créé. Un code perdu se remplace avec tocsin roster card.
terminal-cards-letters = { $count ->
        [one] { $count } lettre
       *[other] { $count } lettres
    } dans { $file }, pour la page de signature { $address }. Supprimez le fichier une fois imprimé.
terminal-cards-letters-exist = { $path } existe déjà : donnez le nom d’un nouveau fichier. Rien n’a été écrit.
terminal-cards-no-address = Une lettre donne l’adresse de la page de signature : définissez TOCSIN_SITE_URL, et donnez un tableau public au serveur avec /organise do:settings board.
terminal-cards-no-codes = { $path } n’est pas un fichier de codes de tocsin roster cards, ou il est incomplet. Rien n’a été écrit.
terminal-cards-line = La ligne à taper en dessous : { $line }. La page reconnaît ainsi le syndicat.
terminal-cards-at-once = Il fonctionne tout de suite. Le code précédent, s’il n’a pas servi, ne fonctionne plus.
terminal-cards-works = Il fonctionne à partir du { $day }. D’ici là, la page prévient la personne qui a la carte de signature actuelle ; elle peut s’y opposer.
terminal-cards-issued = Des jetons ont été émis pour { $count } personnes sur { $all } du fichier. { $others ->
        [0] Aucun pour une place hors du fichier.
        [one] Il y en a eu pour une place hors du fichier : demandez à qui elle est.
       *[other] Il y en a eu pour { $others } places hors du fichier : demandez à qui elles sont.
    } Aucun registre de ce tour ne devrait indiquer plus de { $most } jetons émis : comparez. D’après ce qui est gardé, personne ne peut dire plus tard à qui est une signature, sans une carte de signature ou un fichier de jetons. Si presque toutes ces personnes ont signé, on sait presque qui a signé. Le journal de PostgreSQL montre pendant des jours qui est venu, et quand.
