source-field-sam-buyers = Ministères, agences ou services
    .placeholder = Immigration and Customs Enforcement
source-field-sam-words = Mots du titre, du numéro ou de l’attributaire
    .placeholder = skip tracing
watch-stored = D’après les avis lus jusqu’au { $day } : SAM.gov n’a pas été interrogé pour cet aperçu.
watch-stored-none = **Rien de SAM.gov n’est encore lu.** Enregistrez la veille : les premiers avis prennent environ trois jours, puis un message résume ce qu’elle trouve.
watch-next-sam = SAM.gov est lu peu à peu, en dix requêtes par jour : une fois lus les trente derniers jours, un message résume ce qui est trouvé. Ensuite, seul ce qui est nouveau ou qui change sera publié. Pour revenir en arrière : `/organiser veille supprimer`.
watch-unread-sam = Pas encore lue : les premiers avis de SAM.gov prennent environ trois jours.
