### Noms et descriptions de /organise en français, et les choix d’une langue.

choice-en = anglais
choice-fr = français

command-organise = organiser
    .description = Réservé à l’équipe d’organisation : revendications, veilles, réglages, export.

command-organise-demand = revendication
    .description = Préparer, ouvrir, clore et annoncer une revendication.
command-organise-demand-create = rédiger
    .description = Écrire une revendication, ou sa version dans une autre langue.
command-organise-demand-create-option-language = langue
    .description = La langue dans laquelle vous l’écrivez.
command-organise-demand-create-option-demand = revendication
    .description = Le brouillon à compléter ; laissez vide pour une nouvelle revendication.
command-organise-demand-open = ouvrir
    .description = Ouvrir un brouillon à la signature. Son texte ne changera plus.
command-organise-demand-open-option-demand = revendication
    .description = Quel brouillon : choisissez dans la liste.
command-organise-demand-close = clore
    .description = Mettre fin à la signature et publier le décompte final.
command-organise-demand-close-option-demand = revendication
    .description = Quelle revendication ouverte : choisissez dans la liste.
command-organise-demand-announce = annoncer
    .description = Publier une revendication ouverte dans le salon des annonces.
command-organise-demand-announce-option-demand = revendication
    .description = Quelle revendication ouverte : choisissez dans la liste.

command-organise-watch = veille
    .description = Les contrats publics que le bot surveille.
command-organise-watch-add = ajouter
    .description = Surveiller les contrats d’une entreprise ou sur un sujet.
command-organise-watch-add-option-source = source
    .description = Où lire : choisissez dans la liste.
command-organise-watch-add-option-name = nom
    .description = Le nom de cette veille, pour vous y retrouver.
command-organise-watch-add-option-supplier = fournisseur
    .description = Le nom du fournisseur, tel que la source l’écrit, ou son UEI.
command-organise-watch-add-option-agency = organisme
    .description = Le nom exact de l’organisme acheteur, tel que la source l’écrit.
command-organise-watch-add-option-keywords = mots-clés
    .description = Des mots à chercher, séparés par des virgules.
command-organise-watch-list = liste
    .description = Toutes les veilles, et quand elles ont été lues.
command-organise-watch-check = relire
    .description = Lire la source maintenant, sans attendre la prochaine lecture.
command-organise-watch-check-option-watch = veille
    .description = Quelle veille : choisissez dans la liste.
command-organise-watch-remove = supprimer
    .description = Ne plus surveiller. Ce qui a déjà été publié reste.
command-organise-watch-remove-option-watch = veille
    .description = Quelle veille : choisissez dans la liste.

command-organise-settings = réglages
    .description = Les réglages du bot pour ce serveur.
command-organise-settings-show = voir
    .description = Tous les réglages, et ce qui manque encore.
command-organise-settings-channel = salon
    .description = Choisir le salon où publier les annonces.
command-organise-settings-channel-option-channel = salon
    .description = Le bot doit pouvoir y écrire.
command-organise-settings-language = langue
    .description = Choisir la langue des annonces.
command-organise-settings-language-option-language = langue
    .description = La langue des annonces ; chaque personne reçoit ses réponses dans la sienne.
command-organise-settings-roles = rôles
    .description = Choisir qui organise et qui peut signer.
command-organise-settings-roles-option-organiser_role = rôle-organisation
    .description = Le rôle de l’équipe d’organisation.
command-organise-settings-roles-option-member_role = rôle-membre
    .description = Le rôle des membres qui peuvent signer ; @everyone : tout le serveur.
command-organise-settings-privacy = confidentialité
    .description = Dire qui est responsable des données, combien de temps, et qui les reçoit.

command-organise-export = exporter
    .description = Recevoir les décomptes publiés et les contrats en CSV et en JSON. Vous seul les voyez.
