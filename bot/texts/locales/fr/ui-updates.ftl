### /nouvelles dernières et état.

updates-title = Derniers changements
updates-none = Aucun changement depuis le début des veilles. `/nouvelles état` indique quand elles regarderont de nouveau.
updates-more-changes =
    { $count ->
        [one] et 1 autre changement
       *[other] et { $count } autres changements
    }

button-status = État des veilles
status-title = État des veilles
status-watch-nearly = Surveillée depuis le { $moment }, bien que certains contrats n’aient pas encore pu être lus : chaque lecture les essaie de nouveau.
status-watch-complete =
    { $source ->
        [page] Dernière lecture complète : { $moment }.
        [feed] Dernière lecture complète : { $moment }. { $matched ->
            [0] Rien ne correspondait.
            [one] Un article correspondait.
           *[other] { $matched } articles correspondaient.
        }
       *[other] Dernière lecture complète : { $moment }. { $matched ->
            [0] Rien ne correspondait.
            [one] Un contrat correspondait.
           *[other] { $matched } contrats correspondaient.
        }
    }
status-watch-new = Pas encore lue en entier. La première lecture complète donne un résumé ; ensuite, chaque changement est annoncé.
status-watch-fault =
    { $failures ->
        [one] La dernière lecture n’était pas complète.
       *[other] Les { $failures } dernières lectures n’étaient pas complètes.
    }
status-watch-held =
    { $count ->
        [one] Un contrat montre un changement qui ne vient peut-être que de la façon de publier de la source.
       *[other] { $count } contrats montrent des changements qui ne viennent peut-être que de la façon de publier de la source.
    } En attente de la prochaine lecture complète.
status-watch-unsteady = **Des valeurs changent sans cesse** depuis le { $since } : { $count ->
        [one] un contrat est concerné
       *[other] { $count } contrats sont concernés
    }. Rien n’en est annoncé tant que deux lectures complètes de suite ne concordent pas. Allez voir la source.
status-untold = Pas annoncé : il n’y a pas de salon pour cela.
status-watch-stale = **Rien de nouveau depuis le { $since }**, plus longtemps que jamais. Allez voir la source.
status-watch-less = **Beaucoup moins qu’avant :** { $now } trouvés, { $before } avant. Comparez avec la source.
status-watch-next = Prochaine lecture : { $moment }
status-watch-due = Prochaine lecture : maintenant

status-not-stored =
    { $why ->
        [full] **Rien ne peut être enregistré : le disque de la machine est plein.** Les signatures et les réglages sont refusés, et rien de nouveau n’est annoncé, tant qu’il n’y a pas de place. Prévenez la personne qui administre le bot ; ensuite, tout reprend tout seul.
        [read-only] **Rien ne peut être enregistré : le bot n’a pas le droit d’écrire sur son disque.** Les signatures et les réglages sont refusés, et rien de nouveau n’est annoncé, tant qu’il ne l’a pas. Prévenez la personne qui administre le bot ; ensuite, tout reprend tout seul.
        [locked] **Rien ne peut être enregistré : un autre programme bloque la base de données du bot.** Les signatures et les réglages sont refusés, et rien de nouveau n’est annoncé, tant qu’il la bloque. Prévenez la personne qui administre le bot ; ensuite, tout reprend tout seul.
        [silent] **Rien ne peut être enregistré : le dossier des clés ne répond pas.** Les signatures et les réglages sont refusés, et rien de nouveau n’est annoncé, tant que cela dure. Prévenez la personne qui administre le bot ; ensuite, tout reprend tout seul.
       *[broken] **Rien ne peut être enregistré : le disque de la machine signale des erreurs.** Les signatures et les réglages sont refusés, et rien de nouveau n’est annoncé, tant que cela dure. Prévenez vite la personne qui administre le bot.
    }

status-clock-wrong = **L’horloge de la machine n’est pas à l’heure.** Tant que cela dure, aucun décompte n’est publié et aucune revendication n’est close. Prévenez la personne qui administre le bot.

status-demand-gone = **Personne ne peut signer « { $demand } » :** le rôle qu’elle demande a été supprimé. Permettez à un autre rôle de signer avec `/organiser action:revendication élargir`.
status-demand-few = **Aucune nouvelle signature de « { $demand } » n’est comptée :** moins de { $least } personnes peuvent la signer. Donnez son rôle à plus de personnes, ou permettez à un autre rôle de signer avec `/organiser action:revendication élargir`.
status-posts = Annonces
status-channel = Les changements sont annoncés dans { $channel }.
status-no-channel = Aucun salon n’est choisi, donc rien n’est annoncé : l’équipe de campagne en choisit un avec `/organiser action:réglages salon`.
status-pending =
    { $count ->
        [one] Une annonce attend depuis le { $oldest }.
       *[other] { $count } annonces attendent, la plus ancienne depuis le { $oldest }.
    }
status-none-held = Aucune annonce n’attend.
status-uncertain =
    { $count ->
        [one] Une annonce est peut-être arrivée, peut-être pas, et le bot ne peut pas le savoir : il n’a pas le droit de lire l’historique du salon, ou sa base de données vient d’une sauvegarde. Le bot ne l’envoie pas de nouveau de lui-même : l’équipe de campagne regarde dans le salon et, si elle manque, la fait envoyer de nouveau ici ; si elle y est, le dit ici.
       *[other] { $count } annonces sont peut-être arrivées, peut-être pas, et le bot ne peut pas le savoir : il n’a pas le droit de lire l’historique du salon, ou sa base de données vient d’une sauvegarde. Le bot ne les envoie pas de nouveau de lui-même : l’équipe de campagne regarde dans le salon et, si elles manquent, les fait envoyer de nouveau ici ; si elles y sont, le dit ici.
    }
button-post-again = Envoyer de nouveau
status-posting-again =
    { $count ->
        [0] Il n’y a plus d’annonce incertaine. `/nouvelles état` montre ce qui attend.
        [one] Elle sera envoyée de nouveau dans un instant.
       *[other] { $count } annonces seront envoyées de nouveau dans un instant.
    }
button-posts-seen = Elles y sont
status-posts-seen =
    { $count ->
        [0] Il n’y a plus d’annonce incertaine. `/nouvelles état` montre ce qui attend.
        [one] C’est noté : elle est arrivée et ne sera pas envoyée de nouveau.
       *[other] C’est noté : les { $count } annonces sont arrivées et ne seront pas envoyées de nouveau.
    }

# Pourquoi un salon refuse les annonces.
channel-fault-forbidden = Le bot n’a pas le droit d’y écrire. Une personne qui gère le serveur lui permet de voir le salon et d’y envoyer des messages ; ce qui attend est alors publié tout seul.
channel-fault-missing = Ce salon n’existe plus. L’équipe de campagne en choisit un autre avec `/organiser action:réglages salon` ; ce qui attend y est alors publié.
