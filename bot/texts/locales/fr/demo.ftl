### La répétition : ce que dit le terminal pendant que le bot joue son histoire. Personne ne le voit dans Discord.

demo-tour-title = Tocsin : la visite
demo-tour-intro = Le vrai bot, sa vraie base de données et ses vraies clés, dans un Discord simulé. Les contrats sont ceux des documents publics ; sur cette machine, une doublure joue USAspending et montre chaque jour tel qu’il était. Alice, Bob et Camille sont inventés.

## Qui parle

demo-steward = La personne qui tient la machine
demo-organiser = Camille (organisatrice)
demo-alice = Alice (membre)
demo-bob = Bob (membre)
demo-answer-private = réponse que seule cette personne voit : { $name }
demo-form-opened = le formulaire que voit { $name }
demo-post = publié dans #{ $channel }
demo-presses = { $name } appuie sur « { $button } »
demo-submits = { $name } coche la case et envoie le formulaire
demo-calls = { $name } écrit { $command }
demo-ran = { $name } : { $command }

## Les étapes

demo-step-set-up = La campagne est mise en place
demo-step-digest = { $day } : la première lecture
demo-step-demand = La revendication du syndicat est ouverte à la signature
demo-step-money = { $day } : de l’argent est ajouté
demo-step-facts = Des membres se renseignent
demo-step-signing = Des membres signent
demo-step-publication = Le décompte est publié
demo-step-extension = { $day } : une commande est prolongée
demo-step-correction = { $day } : les documents publics sont corrigés
demo-step-quiet = { $day } : rien qui mérite une alarme
demo-step-export = Camille porte le décompte à la direction

demo-told-terminal = Le terminal de la personne qui tient la machine parle anglais, quelle que soit la langue du serveur.
demo-told-signing-again = Bob n’est pas sûr que cela ait marché, et recommence.
demo-told-withdrawal = Bob change d’avis.
demo-told-next-day = Un jour plus tard, le décompte suivant est publié.
demo-told-written = Écrit dans { $folder } :

## Ce qui est vérifié en chemin

demo-check-imported = Le fichier de campagne a apporté une veille, au moins douze faits et une revendication.
demo-check-privacy = Les réglages de confidentialité sont complets : une revendication peut ouvrir.
demo-check-one-digest = Un seul résumé pour tout ce qui existait déjà, et non une publication par contrat.
demo-check-digest-source = Le résumé nomme sa source et le jour de la lecture.
demo-check-demand-posted = La revendication est publiée une fois, avec un bouton pour signer.
demo-check-one-post = Une seule publication pour ce changement.
demo-check-money-said = Elle dit combien a été ajouté : { $amount }, par l’avenant { $number }.
demo-check-source-linked = Elle renvoie au document public.
demo-check-nothing-twice = Relire les mêmes documents ne publie rien.
demo-check-fact-sourced = Le fait porte son état, sa source et le jour où il a été vérifié.
demo-check-contract-said = Le contrat montre le montant engagé, { $amount }, et renvoie au document public.
demo-check-private = Personne d’autre ne voit ce que le bot répond à une signature.
demo-check-same-answer = Le double appui a reçu la même réponse, mot pour mot, et n’a rien changé : { $count } signatures attendent.
demo-check-not-shown = Aucun décompte n’a bougé : { $count ->
    [0] rien n’est encore publié.
    [one] le décompte publié est toujours de { $count }.
   *[other] le décompte publié est toujours de { $count }.
}
demo-check-published = { $count ->
    [one] Le décompte publié est de { $count }.
   *[other] Le décompte publié est de { $count }.
}
demo-check-extension-said = Elle dit jusqu’à quand : { $day }.
demo-check-correction-said = Elle dit ce qui a été corrigé : { $old } est devenu { $new }.
demo-check-more-said = La même publication dit ce qui a encore changé : { $amount } ajoutés, et jusqu’au { $day }.
demo-check-quiet = Un avenant sans argent n’a changé ni date ni objet : il est conservé, et non publié.
demo-check-export-private = Seule Camille a reçu les fichiers.
demo-check-export-count = Relu, l’export dit la même chose : { $count ->
    [one] { $count } signature.
   *[other] { $count } signatures.
}
demo-check-export-nobody = Aucun fichier ne contient l’identifiant ni le nom d’un membre.

demo-tour-done = Chaque étape a fait ce qu’elle dit.
demo-tour-broken = La visite s’arrête ici, car ceci n’est pas vrai :
demo-tour-failed = La visite s’arrête ici, car le bot a échoué :

## Réglages de confidentialité de la répétition

demo-privacy-controller = Section de répétition d’un syndicat qui n’existe pas, 1 rue de l’Exemple, Paris
demo-privacy-contact = repetition@example.org
demo-privacy-legal-basis = Consentement explicite, article 9, paragraphe 2, point a), du RGPD
demo-privacy-retention = Jusqu’à la fin de la répétition : ses données sont alors effacées
demo-privacy-recipients = Les responsables de la section ; dans un vrai serveur aussi Discord, par qui passe chaque clic

## La page

demo-page-title = Tocsin : la répétition
demo-page-address = Ouvrez cette adresse dans un navigateur, sur cette machine :
demo-page-what = Ce que vous pouvez y faire : choisir en haut si vous êtes { $member } ou { $organiser } ; appuyer sur les boutons sous les publications ; signer la revendication ; ou écrire / dans la zone du bas et choisir une commande. Alice et Camille sont inventées, les contrats ne le sont pas.
demo-page-begins = L’histoire commence quand la page est ouverte, et dure une demi-minute. Ctrl+C met fin à la répétition et efface ses données.
demo-page-day = { $day } : les documents publics sont relus
demo-page-told = L’histoire est racontée. Le bot continue de vivre : agissez comme vous voulez. Ctrl+C y met fin.
demo-page-ended = La répétition est finie ; ses données sont effacées.
demo-page-port = Le port { $port } est pris ou interdit : choisissez-en un autre avec --port, ou 0 pour n’importe quel port libre.
demo-folder-unwritable = Impossible d’écrire dans { $folder } : { $reason }. Choisissez un autre dossier avec --to.
