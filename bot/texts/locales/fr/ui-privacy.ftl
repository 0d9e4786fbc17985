### Ce que deviennent les données : la notice pour tout le monde, et le formulaire de l’équipe de campagne.

## /confidentialité notice

privacy-title = Ce que deviennent vos données
privacy-stored = **Quand vous signez**, ce bot garde : la revendication, la version du texte et du consentement, le jour, votre site si vous l’indiquez, et un code secret à la place du nom. Ni nom, ni compte Discord, ni heure.
privacy-code = **Seule une clé secrète**, gardée à part, mène de ce code à vous. Une fois détruite, les données, sauvegardes comprises, ne mènent à personne, s’il n’en reste aucune copie.
privacy-shown = **Le bot ne montre à personne qui a signé**, à l’équipe de campagne non plus. Les décomptes regroupent plusieurs changements.
privacy-public = **Ce qui est publié ici l’est aussi sur internet, pour tout le monde :** les décomptes, y compris par site, jamais qui a signé.
privacy-discord = **Discord (États-Unis) voit sur quoi vous appuyez et ce que le bot répond**, et un tribunal peut lui ordonner de le remettre.
privacy-withdraw = **Retirer votre signature**, possible jusqu’à la destruction de la clé : le bouton de la revendication ou `/revendications retirer`. Elle disparaît aussitôt ; le décompte suit. Quitter le serveur ne retire rien.
privacy-yours = **Une copie :** `/confidentialité exporter`, prête le lendemain. **Effacer :** `/confidentialité effacer`, dans tous les serveurs de ce bot. Les deux marchent aussi en message privé avec le bot.
privacy-unreachable = Bot injoignable ? Écrivez au contact ci-dessous.
privacy-unreachable-elsewhere = Si vous ne pouvez plus joindre le bot, écrivez au syndicat qui a demandé votre signature.
privacy-server = Ce que dit l’équipe de campagne
privacy-of-controller = **Qui est responsable :** { $text }
privacy-of-contact = **À qui s’adresser :** { $text }
privacy-of-legal-basis = **Base légale :** votre consentement explicite (RGPD, art. 6.1.a et 9.2.a). { $text }
privacy-of-recipients = **Qui reçoit les données :** { $text }
privacy-of-nobody = L’équipe de campagne n’a pas encore dit qui est responsable des données, combien de temps elles sont gardées et qui les reçoit. D’ici là, aucune revendication ne peut être signée ici.
privacy-of-missing = Il manque encore : { $fields }. D’ici là, aucune nouvelle revendication ne peut s’ouvrir ici.

## Derrière le bouton « En savoir plus sur vos données » de la notice

button-privacy-more = En savoir plus sur vos données
privacy-more-link = **Si vous avez saisi un code d’adhésion**, le bot garde, sous forme de codes secrets, que votre compte est celui d’une personne du fichier des adhérent·es.
privacy-more-organiser = **Si vous organisez**, vos actes sont consignés, votre compte chiffré. Si vous effacez vos données, votre identité disparaît 30 jours plus tard.
privacy-more-withdrawn = **Si vous avez retiré une signature**, un code secret reste à côté des clés jusqu’à leur destruction, pour qu’aucune sauvegarde restaurée ne la ramène. Il y est aussi pour les personnes qui ont appuyé sans avoir jamais signé. S’il est perdu avec la machine, une ancienne sauvegarde peut ramener la signature : retirez-la alors de nouveau.
privacy-more-asked = **Si vous avez demandé une copie**, un code secret le retient, huit jours au plus.
privacy-more-erased = **Effacer** supprime ce qui est gardé sur ce compte, dans tous les serveurs de ce bot, sauf le code contre les sauvegardes restaurées. Les sauvegardes peuvent le garder quelques semaines de plus.
privacy-more-removed = **{ $days } jours après le retrait du bot d’un serveur**, toutes les données de ce serveur sont supprimées.
privacy-more-complain = **Vous pouvez adresser une réclamation** à l’autorité de protection des données (en France, la CNIL).

## Les champs

privacy-field-controller = qui est responsable
privacy-field-contact = à qui s’adresser
privacy-field-legal-basis = la base légale
privacy-field-recipients = qui reçoit les données

## /confidentialité exporter

own-data-noted = C’est noté. À partir du { $moment }, pendant { $days } jours, la même commande vous donne le fichier.
own-data-alone = Tout le monde reçoit cette réponse, et demain un fichier, quoi qu’il soit gardé. Prenez-le quand personne ne regarde votre écran.
own-data = Vos données
own-data-here = Ce que ce bot garde sur vous, dans tous ses serveurs : un fichier à lire, un autre pour les programmes. Cette réponse n’est visible que par vous, mais elle est passée par Discord. Gardez ces fichiers à l’abri des regards, ou supprimez-les.
refusal-own-data-under-way = Vos fichiers sont déjà en préparation : ils arrivent en réponse à votre demande précédente.
own-data-title = Ce que ce bot conserve à votre sujet, au { $moment }
own-data-signatures =
    { $count ->
        [0] Signatures : aucune.
       *[other] Signatures : { $count }.
    }
own-data-where = Dans « { $server } », le { $day }, version { $version } du texte.
own-data-damaged = Dans « { $server } ». Le reste de ce qui était gardé avec cette signature est endommagé et illisible : adressez-vous au contact qu’indique `/confidentialité notice`.
own-data-state-published = Elle figure dans le décompte publié.
own-data-state-pending = Elle attend la prochaine publication du décompte.
own-data-unit = Site : { $unit }
own-data-held = La clé de cette revendication est gardée plus longtemps pour un litige, jusqu’au { $day } au plus tard. Motif : { $reason }
own-data-consent = Ce que vous avez accepté :
own-data-roster = Dans « { $server } », ce compte est lié, par un code que vous avez saisi, à une personne du fichier des adhérent·es. Laquelle, seul un code secret le retient. Les signatures données avant que ce compte soit lié ne figurent pas ici.
own-data-card = Dans « { $server } », la clé publique de la carte de signature de ce membre, pour la page du syndicat : { $key }
own-data-card-code = Dans « { $server } », un code pour une carte de signature sur la page du syndicat attend ce membre. Il est gardé sous forme de code secret.
own-data-issued = Dans « { $server } », des jetons ont été émis pour ce membre lors du tour { $number }, commencé le { $day }. Est gardé un code (empreinte) de chaque valeur cachée qui a été signée.
own-data-card-withheld = Dans « { $server } », un autre compte était lié à ce membre auparavant. Que ce membre ait une carte de signature ou des jetons pour la page du syndicat n’est pas indiqué ici : demandez-le au contact de `/confidentialité notice`.
own-data-former-link = Dans « { $server } », un lien antérieur de ce compte a pris fin le { $day } : un autre compte a pris sa place, ou vous avez un autre numéro d’adhérent·e. Ce que vous avez signé sous ce lien n’est pas indiqué ici ; vous pouvez toujours le retirer et l’effacer.
own-data-acts = Ce que vous avez fait dans l’équipe de campagne :
own-data-not-kept =
    N’est pas conservé du tout : votre nom, votre compte Discord lui-même, l’heure d’une signature, l’endroit où vous étiez, ce que vous avez lu.

    Est conservé à côté des clés seulement, pour toute personne qui retire, qu’elle ait signé ou non, et pour toute personne qui efface une signature : un code secret, pour qu’une sauvegarde restaurée ne ramène aucune signature. Il ne dit rien sans la base de données, et il est détruit avec la clé de la revendication.

    Est conservé sans être à vous : les décomptes publiés, et les actes d’organisation des personnes qui ont effacé leurs données.

    Jusqu’à ce que vous preniez ce fichier, il était retenu que vous l’aviez demandé.

## /confidentialité effacer

erase-title = Effacer les données de ce compte
erase-what = Toutes les signatures de ce compte sont retirées, dans tous les serveurs de ce bot, y compris pour les revendications closes ou remises. Ce compte quitte les fichiers des adhérent·es qu’il avait rejoints : le code ne marchera plus. Votre demande de copie est supprimée, et dans 30 jours votre identité dans le journal de l’équipe.
erase-not = C’est définitif, mais vous pourrez signer de nouveau. Les décomptes suivent à leur prochaine publication ; ce qui a été remis reste tel qu’annoncé. Vos rôles et vos messages dans Discord restent.
erase-page = **Les signatures sur la page du syndicat ne sont pas retirées ainsi :** retirez-les là-bas.
erase-page-kept = Si le membre lié à ce compte a une carte de signature pour la page du syndicat, ou y a reçu des jetons, cela reste noté jusqu’à ce qu’aucun tour n’y soit plus en cours et que la dernière liste de signatures soit close. La personne qui a la carte de signature peut la supprimer sur cette page.
button-erase = Effacer mes données
erased = **Ce que la base de données gardait de ce compte est effacé.** Si le fichier des adhérent·es d’un syndicat vous connaît par un autre compte, ou par un code que vous n’avez pas utilisé, cette inscription reste, avec ce que l’autre compte a signé. Si vous organisez, votre identité reste 30 jours dans le journal de l’équipe, à compter d’aujourd’hui et de votre dernier acte. Là où vous aviez signé, un code secret reste à côté de la clé de la revendication, pour qu’une sauvegarde restaurée ne ramène pas la signature ; il est détruit avec la clé. Si un décompte publié comptait une signature à vous, la prochaine publication le corrige. Les sauvegardes des données peuvent garder l’ancien état quelques semaines ; sans les clés, elles n’apprennent rien à personne.
