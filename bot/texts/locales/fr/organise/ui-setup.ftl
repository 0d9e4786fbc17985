### La configuration dans Discord : l’accueil, la liste des étapes, et une fiche par étape.

## La liste des étapes

setup-title = Configuration
setup-done = **Étapes faites : { $done } sur { $total }.** Vous pouvez vous arrêter là ; `/configurer` reprend.
setup-all-done = **Tout est configuré.** Chaque étape peut encore être changée.
setup-go-to = Aller à une étape
setup-place = { $place } sur { $total } : { $name }

setup-step-language = Langue
setup-step-channel = Salon
setup-step-roles = Rôles
setup-step-data = Qui garde les données
setup-step-watch = Ce que l’on surveille
setup-step-demand = Première revendication
setup-step-members = Ce que voient les membres

setup-why-language = Le bot publie dans une langue.
setup-why-channel = Sans salon, le bot ne publie rien.
setup-why-roles = D’ici là, toute personne qui peut gérer le serveur est de l’équipe.
setup-why-roles-gone = Personne n’a un rôle supprimé. Choisissez-en un autre.
setup-why-data = Les membres doivent le savoir avant de pouvoir signer.
setup-why-watch = Sans cela, le bot n’a rien à signaler.
setup-why-demand = Sans elle, il n’y a rien à signer.

button-setup-next = Suite : { $step }
button-setup-all = Toutes les étapes
button-setup-clear = Annuler cette étape
setup-cleared = **C’est annulé.**

## Langue

setup-language-what = La langue de ce que le bot publie. Chaque personne reçoit ses réponses dans la langue de son Discord.
setup-language-lacks = Le bot ne parle pas encore la langue de votre Discord. Il vous répond en anglais.
setup-language-choose = Choisir la langue des annonces

## Salon

setup-channel-what = Là où sont publiés les nouvelles et les décomptes. Choisissez un salon que les membres lisent.
setup-channel-choose = Choisir un salon
setup-channel-saved = **C’est enregistré.** Le bot y a tout ce qu’il lui faut.
setup-channel-gone = **un salon supprimé.** Choisissez-en un autre.
setup-channel-lacks = { $channel } ; il manque au bot : { $permissions }
setup-rights = **Pas encore possible dans { $channel }.** { $count ->
    [one] Il y manque une permission au bot :
   *[other] Il y manque { $count } permissions au bot :
}
setup-rights-where = Appuyez longuement sur le nom du salon (clic droit sur un ordinateur) : **Modifier le salon**, **Permissions**, ajoutez ce bot, accordez-les. Puis « Vérifier de nouveau ».
permission-attach-files = Joindre des fichiers
button-setup-again = Vérifier de nouveau
button-setup-other-channel = Un autre salon
button-setup-test = Publier un essai
button-setup-see = Le voir
button-setup-untest = Supprimer l’essai
setup-tested = **L’essai est publié.**
setup-untested = **L’essai est supprimé.**
refusal-setup-gone = Ce salon ou ce rôle n’existe plus. Rien n’a changé. Choisissez-en un autre.
refusal-setup-post = Discord a refusé de publier dans { $channel }. Rien n’a été publié. Vérifiez les permissions du salon, et que le bot n’est pas exclu temporairement, puis recommencez.
refusal-setup-delete = Discord a refusé de supprimer le message dans { $channel }. Il y est toujours. Supprimez-le vous-même dans le salon.

## Rôles

setup-roles-are = { $organisers } (équipe), { $members } (signature)
setup-roles-no-organisers = les personnes qui peuvent gérer le serveur
setup-roles-no-members = toute personne du serveur
setup-roles-roster = personnes du fichier des adhérent·es
setup-roles-gone = **un rôle supprimé**
setup-roles-organisers = **L’équipe de campagne** change les revendications, les veilles et les réglages, et porte les décomptes en réunion. Choisissez un rôle qu’elle seule possède.
setup-roles-choose-organisers = Choisir le rôle de l’équipe
setup-roles-members = **Les membres qui peuvent signer.** Sans choix, toute personne du serveur le peut. Cela vaut pour les revendications à venir.
setup-roles-choose-members = Choisir le rôle des membres
setup-roles-not-yours = Vous n’avez pas le rôle de l’équipe. Pour `/organiser`, prenez-le : *Paramètres du serveur*, *Membres*, votre nom.
button-setup-clear-organisers = Aucun rôle d’équipe
button-setup-clear-members = Tout le serveur peut signer

## Qui garde les données

setup-data-what = La loi (RGPD) vous demande de le dire aux membres avant qu’ils signent : une signature peut révéler des opinions politiques ou une appartenance syndicale.
setup-data-is = { $controller }, { $months ->
    [one] un mois
   *[other] { $months } mois
}
setup-data-missing = manque encore, ou n’est qu’un exemple : { $fields }
setup-data-months = combien de temps
setup-data-example = « { $value } » n’est encore qu’un exemple. Écrivez le vôtre.
setup-data-kept = **C’est enregistré, mais pas encore complet.**
setup-data-cleared = **C’est annulé,** sauf les mois : une fois choisis, ils peuvent seulement être changés.
button-setup-fill = Remplir

## Ce que l’on surveille

setup-watch-what = Tapez une entreprise : toutes les sources où l’on peut en chercher une sont interrogées. Rien n’est surveillé avant que vous ne l’ayez vu et coché.
setup-watch-others = Flux, pages web et autres sources : `/organiser action:veille ajouter`.
setup-watch-stop = Ne plus surveiller…
button-setup-company = Taper une entreprise
button-setup-company-again = Un autre nom
setup-company = L’entreprise
    .hint = Comme l’écrivent les sources, ou son numéro : SIREN ou SIRET en France, UEI aux États-Unis.
setup-company-asking = Les sources sont interrogées sur **{ $company }**… Cela peut prendre une minute.
setup-company-found = { $company } dans les sources publiques
setup-company-nothing = Rien à ce nom : { $sources }.
setup-company-by-number = Pas interrogée, car elle ne connaît les entreprises que par leur SIREN ou SIRET : { $sources }. Pour l’interroger, saisissez ce numéro.
watch-supplier-contracts = { $count ->
    [one] { $count } contrat
   *[other] { $count } contrats
}
setup-company-all = { $source } : { $count ->
    [one] le seul résultat
   *[other] les { $count } résultats
}
setup-company-tick = Cochez ce que vous visez, d’après les numéros : d’autres entreprises peuvent porter le même nom.
setup-company-tick-menu = Cocher ce qu’il faut surveiller
setup-ticked = Pas encore surveillé
setup-ticked-next = Si vous enregistrez, une annonce dans { $channel } le résume en quelques minutes. Ensuite, seul ce qui est nouveau ou qui change est publié.
setup-no-channel = le salon que vous choisirez
setup-watch-saved = **C’est surveillé.** La première annonce paraît dans quelques minutes.
setup-watch-saved-unposted = **C’est surveillé.** La première annonce paraîtra une fois le salon choisi.
setup-unwatched = **« { $name } » n’est plus surveillée.** Ce qui a été publié reste.

## La première revendication

setup-demand-what = Ce que signent les membres. Partez d’un modèle : chaque mot peut changer avant l’ouverture.
setup-demand-draft = « { $title } » : un brouillon, personne ne peut encore signer
setup-demand-closed = « { $title } » : ne peut plus être signée
setup-demand-read = Relisez dans chaque langue ce que les membres signeront.
setup-demand-long = **Tout ne tient pas ici.** « Modifier » montre une langue en entier ; pour les autres, `/organiser action:revendication modifier`.
setup-demand-changed = **Le texte a changé depuis votre lecture.** Relisez-le avant d’ouvrir.
setup-demand-open = Elle peut être signée. Pour la modifier, la clore ou la remettre : `/organiser action:revendication`.
setup-demand-drafted = **Enregistrée comme brouillon.**
setup-template-choose = Choisir un modèle
setup-template-own = Mes propres mots
    .what = Un formulaire vide, dans la langue des annonces
setup-employer = Votre employeur
    .hint = Le nom que l’on utilise entre collègues : il figure dans le titre.
setup-partner = L’autorité ou le client
    .hint = Pour qui se fait ce travail : le nom figure dans le titre.
setup-written-in = Rédigée en
refusal-setup-names = Le texte a besoin des deux noms : l’employeur, et l’autorité ou le client. Rien n’a été écrit. Choisissez de nouveau le modèle.
button-setup-edit = Modifier : { $language }
button-setup-add = Ajouter : { $language }
button-setup-discard = Jeter le brouillon
button-setup-back = Retour
button-setup-right = C’est bien cela : ouvrir
setup-opening = **Si vous l’ouvrez,** les membres peuvent la signer{ $channel ->
    [none] . Elle n’est pas publiée : aucun salon n’est choisi.
   *[other] , et elle est publiée dans { $channel }.
} Si son texte change ensuite, il faut signer de nouveau pour soutenir le nouveau. Une fois ouverte, elle peut être close, mais plus retirée.
setup-data-first = **Dites d’abord qui garde les données.** Les membres doivent le savoir avant de signer. Votre brouillon est gardé.
setup-opened = **Elle est ouverte,** et en route vers { $channel }. Elle y apparaît en moins d’une minute.
setup-opened-unposted = **Elle est ouverte,** mais pas publiée : aucun salon n’est choisi. Choisissez-en un, puis revenez ici.
setup-announced = **En route vers { $channel }.** Elle y apparaît en moins d’une minute.

# Modèles de revendications. Ils sont rédigés dans chaque langue, jamais traduits par le programme.
setup-template-halt = Arrêter une coopération
    .what = L’employeur cesse de travailler pour une autorité
    .title = { $employer } doit cesser de travailler pour { $partner }
    .body =
        { $employer } travaille pour { $partner }. Nous refusons que notre travail y serve.

        Nous exigeons que la direction :
        1. mette fin immédiatement à cette coopération, et ne signe ni nouveau contrat, ni commande, ni prolongation ;
        2. informe le personnel et ses représentants des contrats en cours, de leur objet et de leur date de fin ;
        3. garantisse que personne ne subisse de conséquences pour avoir posé des questions ou refusé ce travail.
setup-template-publish = Publier un contrat
    .what = Le personnel apprend ce qui est vendu, à qui, jusqu’à quand
    .title = Publication du contrat entre { $employer } et { $partner }
    .body =
        { $employer } travaille pour { $partner }. Le personnel devrait l’apprendre de la direction, et non de registres publics.

        Nous exigeons que la direction publie, ou montre aux représentants du personnel là où la loi ne permet pas davantage :
        1. le contrat, ses commandes et leurs avenants ;
        2. ce qui est livré, par quels sites, et jusqu’à quand ;
        3. toute évaluation de ses effets sur les droits humains.
setup-template-refuse = Un droit de refus
    .what = Personne ne travaille contre sa conscience
    .title = Le droit de refuser une mission pour { $partner }
    .body =
        Chez { $employer }, personne ne devrait avoir à travailler pour { $partner } contre sa conscience.

        Nous exigeons un accord écrit qui garantisse que :
        1. la personne qui refuse une telle mission reçoit un autre travail, équivalent et payé de même ;
        2. un refus ne figure dans aucune évaluation et n’a aucun effet sur le salaire ni la carrière ;
        3. chaque personne sait, avant le début d’une mission, pour qui elle travaille.

## Ce que voient les membres

setup-members-no-demand = Dès qu’il y a une revendication, vous voyez ici comment les membres la verront.
setup-members-what = Comment les membres voient « { $title } » : l’annonce dans le salon, et le formulaire derrière *Signer*.
setup-members-what-elsewhere = Comment les membres voient « { $title } » : l’annonce dans le salon.
button-setup-see-post = Voir l’annonce
button-setup-see-form = Voir le formulaire
setup-form-seen = **C’était le formulaire tel que le voient les membres.** Rien n’a été signé.
setup-pin-what = Un texte pour les membres, à épingler dans { $channel } : ce que fait le bot, comment signer et retirer, qui garde les données.
button-setup-pin = Publier le texte à épingler
button-setup-unpin = Le supprimer
setup-pinned = **C’est publié.** Appuyez longuement sur le message (clic droit sur un ordinateur), puis **Épingler**.
