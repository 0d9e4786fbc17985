### Les veilles : ce qui est refusé, ce qui ne va pas dans une recherche, et pourquoi une lecture a échoué.

refusal-watch-name = Ce nom ne convient pas à une veille. Rien n’a été enregistré. Donnez-en un de { $most } caractères au plus, sur une seule ligne.
refusal-watch-name-taken = Il y a déjà une veille « { $name } ». Rien n’a été enregistré. Choisissez un autre nom, ou supprimez d’abord cette veille.
refusal-watch-too-many-watches = Ce serveur a déjà { $most } veilles (le maximum). Rien n’a été enregistré. Supprimez-en une d’abord : `/organiser action:veille supprimer`.
refusal-watch-source = « { $source } » n’est pas une source que ce bot lit. Rien n’a été enregistré. Choisissez parmi : { $known }.
refusal-watch-too-wide =
    { $most ->
        [one] Plus de { $most } contrat correspond : c’est trop pour une seule veille. Rien n’a été enregistré. Précisez la recherche : plus de mots, ou moins de fournisseurs.
       *[other] Plus de { $most } contrats correspondent : c’est trop pour une seule veille. Rien n’a été enregistré. Précisez la recherche : plus de mots, ou moins de fournisseurs.
    }
refusal-watch-unreadable =
    { $fault ->
        [unreachable] La source est injoignable ou n’a pas répondu à temps. Rien n’a changé : réessayez dans quelques minutes.
        [timeout] La source est injoignable ou n’a pas répondu à temps. Rien n’a changé : réessayez dans quelques minutes.
        [no-host] La source est injoignable ou n’a pas répondu à temps. Rien n’a changé : réessayez dans quelques minutes.
        [too-complex] La réponse est trop complexe pour être lue. Rien n’a changé : essayez une autre adresse.
        [internal] Quelque chose n’a pas fonctionné dans le bot lui-même. Rien n’a changé : réessayez dans quelques minutes.
        [busy] La source est surchargée. Rien n’a changé : réessayez dans quelques minutes.
        [filter-ignored] La source n’a pas tenu compte de toute la recherche : sa réponse est inutilisable. Rien n’a changé : essayez d’autres mots.
        [refused] { $source ->
            [page] Le site ne laisse pas le bot lire cette page. Rien n’a changé : essayez une autre page.
            [feed] Le site ne laisse pas le bot lire ce flux. Rien n’a changé : essayez un autre flux.
           *[other] La source refuse cette recherche. Rien n’a changé : essayez d’autres mots.
        }
        [too-big] La réponse est plus longue que ce que le bot peut lire. Rien n’a changé : essayez des mots plus précis, ou une autre adresse.
        [not-public] Cette adresse mène à un réseau privé, or le bot ne lit que des adresses publiques. Rien n’a changé : essayez une adresse publique.
        [not-loopback] Dans la démonstration, le bot ne lit que ce qu’un programme de cette machine lui montre : aucune source sur Internet. Rien n’a changé.
        [moved] Cette adresse mène à un autre site, que le bot ne suit pas. Rien n’a changé : ouvrez-la dans un navigateur et donnez l’adresse où vous arrivez.
        [not-allowed] Le site demande aux programmes de ne pas lire cette page, et le bot s’y tient. Rien n’a changé : essayez une autre page.
        [gone] Il n’y a rien à cette adresse. Rien n’a changé : vérifiez-la dans un navigateur, puis réessayez.
        [no-key] SAM.gov exige une clé, et le bot n’en a pas encore. Rien n’a changé : demandez à la personne qui administre le bot d’en fournir une.
        [resting] La source a échoué plusieurs fois de suite, le bot la laisse donc tranquille un moment. Rien n’a changé : réessayez dans une heure.
        [pages-missing] La liste de la source est incomplète : le bot ne peut pas dire ce que la veille trouverait. Rien n’a changé : réessayez dans quelques minutes, ou avec des mots plus précis.
        [bad-answer] La source a donné une réponse illisible ou sans texte à suivre. Rien n’a changé : vérifiez l’adresse.
       *[other] La source a répondu par une erreur. Rien n’a changé : réessayez plus tard.
    }
refusal-watch-unreachable = « { $address } » est injoignable ou n’a pas répondu à temps. Rien n’a changé : ouvrez l’adresse dans un navigateur pour la vérifier, ou réessayez dans quelques minutes.
refusal-watch-no-host = Aucun site public n’existe à l’adresse « { $address } ». Rien n’a changé : vérifiez son orthographe.
refusal-watch-slow = La source est lente : après { $seconds } secondes, elle n’avait pas répondu en entier. Rien n’a changé et rien de ce que vous avez saisi n’est perdu : réessayez dans quelques minutes, ou avec des mots plus précis.
refusal-watch-surveys = Le bot interroge encore les sources pour d’autres brouillons. Rien n’a changé et rien de ce que vous avez saisi n’est perdu : réessayez dans une minute.
refusal-watch-unknown = Cette veille n’existe plus. Rien n’a changé. Choisissez-en une dans la liste : `/organiser action:veille liste`.
refusal-watch-looked = « { $name } » a été lue pour la dernière fois le { $at }. Une page est lue au plus une fois par jour, pour ménager son site : elle ne l’est donc pas maintenant. Prochaine lecture : le { $again }.
refusal-watch-checked =
    { $minutes ->
        [one] Cette veille vient d’être lue. Vous pourrez la faire relire dans une minute.
       *[other] Cette veille vient d’être lue. Vous pourrez la faire relire dans { $minutes } minutes.
    }

query-part =
    { $key ->
        [suppliers] fournisseur
        [agencies] organisme
        [buyers] acheteur
        [keywords] mots-clés
        [words] mots
        [countries] pays
        [address] adresse
        [file] fichier
       *[other] { $key }
    }
query-unknown-key = Cette source ne sait pas chercher par « { $key } ». Rien n’a été enregistré. Le formulaire de `/organiser action:veille ajouter` montre ce qu’elle sait chercher.
query-not-text = « { query-part } » doit être du texte. Rien n’a été enregistré. Écrivez-le en toutes lettres.
query-empty = « { query-part } » est vide. Rien n’a été enregistré. Écrivez quelque chose, ou ne le donnez pas.
query-control-characters = « { query-part } » contient des caractères invisibles. Rien n’a été enregistré. Tapez-le au lieu de le coller.
query-too-short = « { $value } » est trop court pour « { query-part } » : cela correspondrait à beaucoup trop de contrats. Rien n’a été enregistré. Écrivez-en davantage.
query-nothing-to-find = Il manque ce qu’il faut chercher. Rien n’a été enregistré. Donnez au moins un fournisseur ou un mot : sur USAspending, un organisme à lui seul achète beaucoup trop pour être surveillé.
refusal-company = Le nom d’une entreprise a au moins une lettre ou un chiffre. Rien n’a changé. Retapez le nom.
query-too-many-values = « { query-part } » compte { $value } valeurs, c’est trop pour une seule veille. Rien n’a été enregistré. Faites-en deux.
