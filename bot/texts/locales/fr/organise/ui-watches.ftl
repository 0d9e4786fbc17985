### Les veilles, telles que l’équipe de campagne les voit.

watches-title = Veilles
watches-none = Rien n’est encore surveillé. Ajoutez une veille avec `/organiser action:veille ajouter`.
watch-unread = Pas encore lue : la première lecture a lieu d’ici une minute environ.
watch-read = Dernière lecture complète le { $moment }. { $count ->
    [one] { $count } résultat.
   *[other] { $count } résultats.
}
watch-failing = { $count ->
    [one] La dernière lecture n’était pas complète ({ $moment }) : { $why }
   *[other] Les { $count } dernières lectures n’étaient pas complètes (la plus récente : { $moment }) : { $why }
}

## En ajouter une

watch-form-title = Veille : { $source }
watch-form-name = Nom de cette veille
    .hint = Pour vous y retrouver. Il apparaît dans ce qui est publié.
watch-form-many = { $required ->
    [yes] Obligatoire. S’il y en a plusieurs : un par ligne.
   *[no] Peut rester vide. S’il y en a plusieurs : un par ligne.
}
watch-form-one = { $required ->
    [yes] Obligatoire.
   *[no] Peut rester vide.
}
watch-draft-title = Pas encore enregistrée : { $name }
watch-matches = **Elle trouverait actuellement :** { $contracts }.
watch-found-order = { $count ->
    [one] { $count } commande
   *[other] { $count } commandes
}
watch-found-contract = { $count ->
    [one] { $count } contrat
   *[other] { $count } contrats
}
watch-found-vehicle = { $count ->
    [one] { $count } contrat-cadre
   *[other] { $count } contrats-cadres
}
watch-found-notice = { $count ->
    [one] { $count } avis
   *[other] { $count } avis
}
watch-found-article = { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
watch-found-page = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}
watch-finds-nothing = **Elle ne trouverait rien en ce moment.** { $source ->
    [usaspending] Vérifiez comment la source écrit les noms : celui de l’organisme doit être exact, majuscules comprises, par exemple « U.S. Immigration and Customs Enforcement ».
   *[other] Vérifiez l’orthographe de ce que vous avez saisi.
} Si c’est bien ce que vous vouliez, enregistrez : un message vous préviendra dès que quelque chose paraîtra.
watch-newest = Date la plus récente : { $day }.
watch-found-suppliers = Fournisseurs : { $names }.
watch-draft-pick = Ces { $count } fournisseurs en font partie. Choisissez ceux que vous visez, par leur identifiant : d’autres peuvent porter le même nom, et une entreprise rebaptisée ou vendue garde le sien.
watch-draft-any = Tous
watch-draft-next = Rien n’est encore surveillé. Est-ce bien cela ?
watch-draft-next-edit = Rien n’a encore changé. Si c’est bien cela, enregistrez : une veille qui cherche autre chose repart de zéro, et un message résume ce qu’elle trouve. Sinon, modifiez-la.
watch-draft-kept = Ce que vous avez saisi est gardé un jour.
button-watch-save = Surveiller cela
button-watch-save-edit = Enregistrer la modification
button-watch-edit = Modifier
watch-added = Veille ajoutée : { $name }
watch-next-renamed = Enregistré. Elle continue comme avant.
watch-next-paused = Elle est en pause : `/organiser action:veille reprendre` la relance.
watch-next = Tout cela sera lu dans les prochaines minutes, et un message le résumera. Ensuite, seul ce qui est nouveau ou qui change sera publié. Pour revenir en arrière : `/organiser action:veille supprimer`.

## Ce que l’on en fait

watch-checking = « { $name } » est relue d’ici une minute environ. Ce qui est nouveau est publié ; `/organiser action:veille liste` montre quand elle a été lue.
watch-paused = **« { $name } » est en pause.** Sa source n’est plus lue pour elle ; ce que trouvent les autres veilles est toujours publié. `/organiser action:veille reprendre` la relance et publie ce qui a changé entre-temps.
watch-resumed = « { $name } » est relue d’ici quelques minutes ; une page web, au plus une fois par jour. Ce qui a changé entre-temps est publié alors.
watch-removed = **« { $name } » n’est plus surveillée.** Ce qui a été publié reste. Elle cherchait :
refusal-watch-paused = « { $name } » est en pause. Rien n’a changé. Relancez-la d’abord : `/organiser action:veille reprendre`.
refusal-watch-no-form = « { $name } » vient d’un fichier de campagne et cherche quelque chose que le formulaire ne peut pas montrer. Rien n’a changé. La personne qui administre le bot peut corriger ce fichier et le recharger.
refusal-draft-gone = Un brouillon est gardé un jour, et celui-ci n’existe plus. Rien n’a changé. Recommencez avec `/organiser action:veille ajouter`.
refusal-draft-changed = Ce brouillon a été modifié après l’affichage de cette liste. Rien n’a été choisi : continuez avec le message plus récent, ou refaites la liste avec le bouton « Modifier ».
refusal-draft-not-shown = Ce brouillon a été modifié après l’affichage de ce message. Rien n’est encore surveillé : continuez avec le message plus récent, ou appuyez sur « Modifier » pour voir ce qui serait trouvé maintenant.
