### Ce que signer veut dire, et pourquoi ce qui est demandé pour une revendication ne peut pas se faire.

## Refus à l’équipe de campagne

refusal-demand-without-text = Il faut un titre et un texte, dans une langue au moins. Rien n’a changé. Écrivez les deux et renvoyez.
refusal-too-many-demands = Ce serveur a déjà { $most } revendications (le maximum). Rien n’a changé. Modifiez plutôt un brouillon.
refusal-demand-language = « { $language } » n’est pas le code court d’une langue. Rien n’a changé. Écrivez fr ou en, par exemple.
refusal-demand-title-long = Le titre est trop long ({ $length } caractères ; maximum { $limit }). Rien n’a changé. Raccourcissez-le et renvoyez-le.
refusal-demand-body-long = Le texte est trop long ({ $length } caractères ; maximum { $limit }). Rien n’a changé. Raccourcissez-le et renvoyez-le.
refusal-demand-deadline-past = Le dernier jour pour signer, { $closes }, est passé. Rien n’a changé. Choisissez-en un plus tard.
refusal-demand-not-draft = Cette revendication a été ouverte : ce n’est plus un brouillon. Rien n’a changé. Choisissez un brouillon dans la liste, ou écrivez-en une nouvelle avec `/organiser action:revendication rédiger`.
refusal-demand-already-open = Cette revendication est déjà ouverte. Rien n’a changé.
refusal-opening-changed = Ce brouillon, son consentement ou les conditions pour signer ont changé depuis cet affichage. Rien n’a été ouvert. Affichez-le de nouveau et relisez-le avant d’ouvrir.
refusal-demand-cannot-reopen = Cette revendication est close et ne peut pas être rouverte. Rien n’a changé. Écrivez-en une nouvelle avec `/organiser action:revendication rédiger`.
refusal-demand-already-closed = Cette revendication est déjà close, son dernier décompte publié. Rien n’a changé.
refusal-demand-never-opened = Cette revendication est un brouillon : personne ne peut la signer, il n’y a rien à clore. Rien n’a changé.

refusal-privacy-missing =
    La revendication ne peut pas encore s’ouvrir : les membres doivent savoir ce que deviennent leurs données. Rien n’a changé. Avec /organiser action:réglages confidentialité, remplissez ce qui est vide ou n’est encore qu’un exemple :{ $controller ->
        [missing] {"\u000A"}- { privacy-field-controller }
       *[given] {""}
    }{ $contact ->
        [missing] {"\u000A"}- { privacy-field-contact }
       *[given] {""}
    }{ $legal_basis ->
        [missing] {"\u000A"}- { privacy-field-legal-basis }
       *[given] {""}
    }{ $recipients ->
        [missing] {"\u000A"}- { privacy-field-recipients }
       *[given] {""}
    }

refusal-privacy-in-use =
    Une revendication est ouverte, et ses signataires savent ce que deviennent leurs données : rien de cela ne peut être vidé ni redevenir un exemple. Rien n’a été enregistré. Remplissez :{ $controller ->
        [missing] {"\u000A"}- { privacy-field-controller }
       *[given] {""}
    }{ $contact ->
        [missing] {"\u000A"}- { privacy-field-contact }
       *[given] {""}
    }{ $legal_basis ->
        [missing] {"\u000A"}- { privacy-field-legal-basis }
       *[given] {""}
    }{ $recipients ->
        [missing] {"\u000A"}- { privacy-field-recipients }
       *[given] {""}
    }

refusal-privacy-too-long = C’est trop long ({ $length } caractères ; maximum { $limit }) : « { $field ->
        [controller] { privacy-field-controller }
        [contact] { privacy-field-contact }
        [legal_basis] { privacy-field-legal-basis }
        [press] { audit-field-press }
       *[recipients] { privacy-field-recipients }
    } ». Rien n’a été enregistré. Raccourcissez et renvoyez.

refusal-language = Ce bot n’a pas de textes en « { $language } ». Rien n’a changé. Choisissez parmi : { $known }.

## Ce que l’équipe apprend quand les lignes et le registre des décomptes diffèrent

drift-title = Un décompte ne correspond pas à ses signatures
drift-what = Pour « { $demand } », les signatures de la base de données ne correspondent pas aux décomptes publiés, ou le registre des décomptes a été modifié. Le bot n’a rien corrigé.
drift-next = Ne communiquez aucun décompte de cette revendication tant que ce n’est pas expliqué. Demandez à la personne qui administre le bot de lancer `tocsin check`, qui dit ce qui diffère, et de garder une copie de la base de données en l’état.
withheld-title = Le tableau public n’est plus publié
withheld-what = **La base de données contredit ce que le tableau a montré de la revendication { $demand }.** Le tableau reste tel quel, et rien de nouveau n’y paraît.
withheld-what-rounds = **La base de données contredit ce que le tableau a montré des tours de clés d’émission** de la page de signature. Le tableau reste tel quel, et rien de nouveau n’y paraît.
withheld-why = Quelqu’un a modifié la base de données, ou c’en est une autre, ou une plus ancienne. Le bot ne peut pas le savoir. Avec une ligne de contrôle conservée (la ligne sous un décompte), on peut vérifier laquelle des deux histoires a été montrée.
withheld-next = Prévenez la personne qui administre le bot : `tocsin health`, sur sa machine, nomme les deux histoires et dit quoi faire.
altered-title = Les décomptes d’une revendication sont suspendus
altered-what = **Plus rien n’est publié pour la revendication { $demand }.** La base de données vient d’une sauvegarde plus ancienne. Le tableau public a des signatures plus récentes, mais ses fichiers ne sont pas tels que le bot les a signés : rien n’en a été repris. Les membres peuvent toujours signer.
altered-next = Demandez à la personne qui administre le bot de remettre une copie intacte du dossier du tableau : `tocsin check` nomme le fichier modifié ou absent, et dit comment continuer sans lui.
restored-title = La base de données vient d’une sauvegarde plus ancienne
restored-what = Pour « { $demand } », les décomptes publiés du nº { $first } au nº { $last } ne sont plus dans la base de données. Ils ont été annoncés : les exports et les annonces qui les montrent disent toujours fidèlement ce qui a été publié alors. Les signatures données depuis cette sauvegarde ont disparu. Les retraits restent acquis, sauf si leur journal, à côté des clés, a été perdu aussi : demandez à la personne qui administre le bot.
restored-next = Le décompte continue à partir de ce qui est là maintenant. D’ici quelques minutes, une publication qui porte le numéro suivant le dernier annoncé dit que la base de données a été restaurée. Gardez les exports faits avant, et demandez aux membres qui ont signé ces derniers jours de vérifier avec `/confidentialité exporter` que leur signature est toujours là.
restored-what-page = Pour « { $demand } », les décomptes publiés du nº { $first } au nº { $last } ne sont plus dans la base de données, et n’ont pas pu être repris du tableau public. Ils ont été annoncés : les exports et les annonces qui les montrent disent toujours fidèlement ce qui a été publié alors. Des signatures données sur la page depuis cette sauvegarde ont pu disparaître, et d’autres, retirées depuis, compter de nouveau.
restored-next-page = Le décompte continue à partir de ce qui est là maintenant. D’ici quelques minutes, une publication qui porte le numéro suivant le dernier annoncé dit que la base de données a été restaurée. Gardez les exports faits avant, et demandez aux membres qui ont signé ou retiré leur signature depuis de regarder la page de signature : ce qui y manque, ils peuvent le refaire.
restored-server = La base de données du bot a été perdue, puis remise en place à partir de la sauvegarde du { $moment }. Ce qui a été saisi depuis a disparu : signatures, réglages, revendications, textes. Vérifiez-les.
restored-server-posts = Les annonces faites entre-temps ne sont pas renvoyées d’elles-mêmes. Ce que les veilles trouvent les deux premiers jours a peut-être déjà été annoncé : cela attend dans `/nouvelles état`, où l’équipe de campagne le fait envoyer, ou dit que c’est déjà là.
