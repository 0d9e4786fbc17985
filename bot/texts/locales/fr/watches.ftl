### Les veilles : ce qui est refusé, ce qui ne va pas dans une recherche, et pourquoi une lecture a échoué.

refusal-contract-unknown = Aucune veille de ce serveur ne suit ce contrat. Choisissez-en un dans la liste : `/contrats liste`.

fault-unreachable = La source est injoignable ou n’a pas répondu à temps. Le bot réessaie de lui-même.
fault-timeout = La source est injoignable ou n’a pas répondu à temps. Le bot réessaie de lui-même.
fault-busy = La source est surchargée. Le bot réessaie de lui-même.
fault-server-error = La source a répondu par une erreur de son côté. Le bot réessaie de lui-même.
fault-refused =
    { $source ->
        [page] Le site ne laisse pas le bot lire cette page. Le bot réessaie de lui-même ; si cela dure et que la page s’ouvre dans un navigateur, le site écarte les programmes : supprimez la veille et choisissez une autre page.
        [feed] Le site ne laisse pas le bot lire ce flux. Le bot réessaie de lui-même ; si cela dure et que le flux s’ouvre dans un navigateur, le site écarte les programmes : supprimez la veille et choisissez un autre flux.
       *[other] La source refuse cette recherche. Si cela dure, modifiez la veille : `/organiser action:veille modifier`.
    }
fault-bad-answer = La source a donné une réponse illisible. Le bot réessaie de lui-même ; si cela dure, prévenez la personne qui l’administre.
fault-pages-missing = La liste de la source est incomplète : une page manque, revient deux fois ou ne correspond pas au total. Rien n’est sauté : le bot relit la même partie jusqu’à ce qu’elle soit entière. Si cela dure, prévenez la personne qui administre le bot.
fault-filter-ignored = La source n’a pas tenu compte de toute la recherche : sa réponse n’a pas été utilisée. Si cela dure, prévenez la personne qui administre le bot.
fault-too-many = Plus de 1 000 contrats correspondent. Précisez la veille : `/organiser action:veille modifier`.
fault-gone = La source ne connaît plus cette adresse. Si c’est vous qui l’avez donnée, retrouvez-la dans un navigateur, puis donnez la nouvelle adresse à la veille : `/organiser action:veille modifier`. Sinon, prévenez la personne qui administre le bot.
fault-too-big = La réponse est plus longue que ce que le bot peut lire. Si cela dure, précisez la veille ou donnez-lui une autre adresse : `/organiser action:veille modifier`.
fault-too-complex = La réponse est trop complexe pour être lue : le bot a arrêté la lecture. Rien n’a changé. Si cela dure, supprimez la veille et choisissez une autre adresse.
fault-allowance = Les réponses d’aujourd’hui de cette source occupent toute la place qu’une veille, ou toutes les veilles d’un serveur, peuvent prendre en un jour. La lecture reprend demain. Si cela dure, précisez la veille : `/organiser action:veille modifier`.
fault-no-host = Aucun site public n’existe à cette adresse. Vérifiez son orthographe, puis corrigez-la : `/organiser action:veille modifier`.
fault-not-public = Cette adresse mène à un réseau privé, or le bot ne lit que des adresses publiques. Donnez à la veille une adresse publique : `/organiser action:veille modifier`.
fault-not-loopback = Dans la démonstration, le bot ne lit que ce qu’un programme de cette machine lui montre : aucune source sur Internet.
fault-moved = L’adresse mène maintenant à un autre site, que le bot ne suit pas. Ouvrez-la dans un navigateur, puis donnez à la veille l’adresse où vous arrivez : `/organiser action:veille modifier`. Si vous n’avez jamais donné d’adresse, prévenez la personne qui administre le bot.
fault-not-allowed = Le site demande aux programmes de ne pas lire cette page, et le bot s’y tient. Supprimez la veille et choisissez une autre page.
fault-left-out = Ce flux liste plus de 200 entrées, et toutes ne portent pas de date : le bot en lit 200, et ne peut savoir si le reste en contient de plus récentes. Si l’éditeur propose un flux plus court, ou daté, donnez cette adresse à la veille : `/organiser action:veille modifier`.
fault-resting = La source a échoué plusieurs fois de suite, le bot la laisse donc tranquille un moment. Il réessaiera de lui-même.
fault-partly = Certains contrats n’ont pas pu être lus. Tous les autres sont surveillés comme d’habitude, et le bot retente ceux-là à chaque lecture. Si cela dure, prévenez la personne qui l’administre.
fault-internal = Quelque chose n’a pas fonctionné dans le bot lui-même. Il réessaie ; la personne qui l’administre trouvera le détail dans le journal technique.
