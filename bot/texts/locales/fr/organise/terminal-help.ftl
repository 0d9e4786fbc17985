### L’aide du terminal : tocsin --help. L’anglais est dans le programme.

terminal-help = Un bot Discord pour les campagnes de salarié·es et de syndicats.
    .version = Afficher la version et quitter.
terminal-help-run = Faire tourner le bot dans Discord. Les réglages viennent de l’environnement et de .env (voir .env.example).
terminal-help-demo = L’essayer sans compte Discord : une page sur 127.0.0.1, ou --tour dans le terminal.
    .lang = La langue de la démonstration.
    .campaign = La campagne à jouer, sous le nom de son dossier dans campaigns/.
    .empty = Un serveur où rien n’est configuré, depuis le message d’accueil du bot.
    .tour = Jouer toute l’histoire dans ce terminal, puis finir.
    .record = Écrire des images de l’histoire dans ce dossier, puis finir ; il faut Chromium.
    .port = Le port de la page ; 0 prend n’importe lequel de libre.
    .folder = Où la visite écrit ses fichiers.
terminal-help-check = Vérifier réglages, base de données, clés, sources et jeton : une ligne pour chacun, avec le remède à ce qui ne va pas.
terminal-help-health = Demander son état au bot qui tourne ici (TOCSIN_HTTP doit être défini). Code de sortie 0 : il va bien, ou attend en réserve.
terminal-help-invite = Afficher le lien qui invite le bot sur un serveur, avec exactement les permissions qu’il lui faut.
terminal-help-import = Charger un fichier de campagne : faits, revendications, veilles. Sans risque à répéter : ne change que ce qui diffère.
    .file = Un fichier de campagne (TOML).
    .server = L’identifiant du serveur Discord ; inutile si un seul est connu.
    .check = Vérifier seulement le fichier ; ne rien changer.
terminal-help-export = Écrire l’exportation de l’équipe de campagne : décomptes publiés, contrats et actes, signés, et des pages à imprimer.
    .server = L’identifiant du serveur Discord ; inutile si un seul est connu.
    .folder = Le dossier où écrire.
    .evidence = Écrire les preuves : ce que les sources ont dit, dans un fichier que l’on peut vérifier.
    .campaign = Écrire plutôt le fichier de campagne, dans ce nouveau fichier.
    .lang = La langue des titres ; sans elle, celle du serveur.
terminal-help-verify = Vérifier qu’un export, un tableau ou un registre est comme il a été fait, et recalculer ses décomptes. Sans réglages ni base de données.
    .path = Une exportation ou les preuves, le dossier ou le ZIP ; ou le registre d’une revendication, JSON.
    .key = La clé qui doit l’avoir signée, ou son empreinte.
    .head = La ligne sous un décompte que vous avez gardée : pour ce registre.
    .row = Votre propre ligne d’une revendication signée sur la page, ou sa clé.
    .receipt = Le fichier avec les reçus de l’urne, que la page de signature enregistre.
    .root = Le certificat racine d’une autorité d’horodatage, PEM ; peut être répété.
terminal-help-publish = Publier le tableau : un site statique de ce que le bot a publié, pour n’importe quel espace web.
    .folder = Le dossier du site. Il est remplacé en entier.
terminal-help-site = Servir le tableau publié à l’adresse TOCSIN_SITE, dans un processus à part, jusqu’à ce qu’un signal l’arrête.
terminal-help-box = Recevoir les lignes de la page de signature, dans un processus à part, jusqu’à ce qu’un signal l’arrête.
    .listen = L’adresse où les pages des membres les remettent.
    .organisers = L’adresse où un bot d’une autre machine les demande, avec le secret box.key.
    .row = Afficher seulement la ligne la plus récente de cette clé, pour répondre à une personne qui montre le reçu d’une ligne antérieure.
terminal-help-registrar = Enregistrer les accès des membres et donner les jetons de la page de signature, dans un processus à part, jusqu’à ce qu’un signal l’arrête.
    .listen = L’adresse où les pages des membres demandent les jetons.
terminal-help-backup = Sauvegarder toute la base de données dans un fichier, sans les clés, et le relire. Le bot peut tourner.
    .file = Un nouveau fichier.
    .to = Chiffrer pour cette clé publique de tocsin keys pair. Peut être donné plusieurs fois.
terminal-help-restore = Restaurer une sauvegarde dans une base vide, tout ou rien. Une plus ancienne est mise à jour.
    .file = Un fichier que tocsin backup a écrit.
    .key = Le fichier de la clé privée, pour une sauvegarde chiffrée.
    .check = Vérifier seulement si elle est entière, et quelles clés il lui faut.

## Données des membres

terminal-help-privacy = Données des membres : effacer à la demande.
terminal-help-privacy-erase = Effacer une personne qui le demande et ne peut pas joindre le bot : retirer chaque signature, supprimer le reste.

## Base de données

terminal-help-db = Base de données : la mettre à jour, ou la copier vers PostgreSQL.
terminal-help-db-upgrade = Mettre la base de données à cette version. « tocsin run » le fait de lui-même.
terminal-help-db-copy = Tout copier de SQLite dans une base PostgreSQL vide ; demande son adresse (ou TOCSIN_COPY_TO).

## Clés

terminal-help-keys = Clés : lister, sauvegarder, restaurer, remplacer, détruire.
terminal-help-keys-list = Lister les clés : usage, empreinte, date, état, et quand finit la clé d’une revendication.
terminal-help-keys-backup = Sauvegarder toutes les clés dans un fichier, chiffré par une phrase secrète que la commande demande.
    .file = Un nouveau fichier.
terminal-help-keys-restore = Restaurer les clés absentes. Celles qui existent ne changent pas.
    .file = Un fichier que tocsin keys backup a fait.
terminal-help-keys-pair = Faire une paire de clés pour des sauvegardes chiffrées, sur une autre machine que celle du bot. Affiche la clé publique.
    .file = Un nouveau fichier pour la clé privée.
terminal-help-keys-rotate = Remplacer une clé : celle du journal, ou celle qui signe les exportations. Ce que l’ancienne a signé reste valable.
    .name = audit ou signing.
terminal-help-keys-destroy = Détruire pour toujours la clé d’une revendication close : ses signatures ne peuvent plus être reliées à personne.
    .name = La clé d’une revendication, telle que tocsin keys list la nomme.

## Fichier des adhérent·es

terminal-help-roster = Le fichier des adhérent·es du syndicat qui peuvent signer.
terminal-help-roster-import = Mettre des adhérent·es dans le fichier : seuls des codes secrets de leurs numéros sont gardés. Sans risque à répéter.
    .file = Un fichier CSV avec une colonne de numéros d’adhérent·es.
    .codes = Un nouveau fichier pour les codes des nouvelles personnes, à leur remettre.
    .server = L’identifiant du serveur Discord ; inutile si un seul est connu.
    .column = Le titre ou le rang de la colonne (1 est la première), s’il y en a plusieurs.
    .replace = Retirer du fichier les personnes absentes du document.
terminal-help-roster-code = Afficher un nouveau code pour une personne. Il fonctionne un jour plus tard ; l’ancien ne fonctionne plus dès maintenant.
    .reason = Pourquoi : le code est perdu (lost), la personne a un autre compte (account), il est allé à quelqu’un d’autre (misdirected), ou la personne conteste le code précédent (objection). C’est noté, sans la personne.
    .server = L’identifiant du serveur Discord ; inutile si un seul est connu.
terminal-help-roster-cards = Créer des codes pour la page de signature, pour les personnes du document qui n’en ont pas. Sans risque à répéter.
    .file = Un fichier CSV avec une colonne de numéros d’adhérent·es.
    .codes = Un nouveau fichier pour les codes, à remettre.
    .second = Un second nouveau fichier : chacun contient alors une moitié de chaque code, pour deux personnes.
    .server = L’identifiant du serveur Discord ; inutile si un seul est connu.
    .column = Le titre ou le rang de la colonne (1 est la première), s’il y en a plusieurs.
    .again = Créer aussi de nouveaux codes pour les personnes qui n’ont pas utilisé le leur.
terminal-help-roster-letters = Écrire les codes comme des lettres à imprimer : une page par personne, sans nom.
    .codes = Le fichier de codes de tocsin roster cards.
    .file = Un nouveau PDF.
    .server = L’identifiant du serveur Discord ; inutile si un seul est connu.
    .language = La langue des lettres.
terminal-help-roster-card = Afficher un nouveau code de la page de signature pour une personne. Si elle a une carte de signature, il fonctionne dans sept jours.
    .reason = Pourquoi, comme pour un code de liaison. C’est noté, sans la personne.
    .server = L’identifiant du serveur Discord ; inutile si un seul est connu.
terminal-help-roster-issued = Afficher, pour un contrôle, pour qui des jetons ont été émis. Cela ne dit de personne si elle a signé.
    .file = Un fichier CSV avec une colonne de numéros d’adhérent·es.
    .server = L’identifiant du serveur Discord ; inutile si un seul est connu.
    .column = Le titre ou le rang de la colonne (1 est la première), s’il y en a plusieurs.
    .in_round = Le numéro du tour ; le plus récent par défaut.
terminal-help-roster-status = Montrer combien de personnes sont dans le fichier et combien ont relié leur compte, à la dizaine.
    .server = L’identifiant du serveur Discord ; inutile si un seul est connu.
terminal-help-roster-clear = Retirer tout le monde du fichier, avec les codes.
    .server = L’identifiant du serveur Discord ; inutile si un seul est connu.
    .yes = Ne pas demander de confirmation.

## Textes

terminal-help-texts = Les textes dans chaque langue.
terminal-help-texts-check = Comparer une langue à l’anglais : manquant, superflu, autres variables, trop long, encore en anglais.
    .lang = Une langue, comme de ; sans elle, toutes.
