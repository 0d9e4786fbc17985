### Nom et description de /setup en français.

command-setup = configurer
    .description = Premiers réglages : le salon, les rôles, la langue, et ce qui manque encore.
command-setup-option-channel = salon
    .description = Le salon où publier les annonces.
command-setup-option-organiser_role = rôle-organisation
    .description = Le rôle de l’équipe de campagne.
command-setup-option-member_role = rôle-membre
    .description = Qui peut signer ; @everyone : tout le serveur.
command-setup-option-language = langue
    .description = La langue des annonces.
