### /aide

help-title = Ce que fait ce bot
help-intro =
    Il surveille des contrats publics et signale ici quand un contrat apparaît, reçoit plus d’argent, est prolongé ou corrigé.
    Il répond aux questions par des faits, avec leur source.
    Il recueille des signatures pour les revendications du syndicat, et ne montre à personne qui a signé.
help-members = Pour tout le monde
help-organisers = Pour l’équipe d’organisation
help-hide = Les membres voient aussi ces commandes, mais le bot les leur refuse. Pour les masquer : *Paramètres du serveur*, *Intégrations*, le bot, puis `/organiser`.
help-managers = Pour les personnes qui gèrent le serveur
help-privacy = Que deviennent mes données ?

# Derrière le bouton sous les messages publics et sous /aide.
words-explained =
    • **Commande** : l’organisme achète.
    • **Engagé** : promis, pas encore payé.
    • **Contrat-cadre** : les règles des commandes à venir.
    • **Plafond** : le maximum possible, pas une dépense.
    • **Avenant** : une modification.
    • **Option** : une prolongation prévue d’avance.
