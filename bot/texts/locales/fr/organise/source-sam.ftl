source-field-sam-buyers = Ministères, agences ou services
    .placeholder = Immigration and Customs Enforcement
source-field-sam-words = Mots du titre, du numéro ou de l’attributaire
    .placeholder = skip tracing
watch-stored = D’après les avis lus jusqu’au { $day } : SAM.gov n’a pas été interrogé pour cet aperçu.
watch-stored-none = **Rien n’a encore été lu sur SAM.gov.** Enregistrez la veille : lire les premiers avis prend environ trois jours, puis un message résume ce qu’elle trouve.
watch-next-sam = SAM.gov est lu peu à peu, avec dix requêtes par jour au plus. Quand les trente derniers jours sont lus, un message résume ce qui a été trouvé. Ensuite, seul ce qui est nouveau ou qui change sera publié. Pour revenir en arrière : `/organiser action:veille supprimer`.
watch-unread-sam = Pas encore lue : lire les premiers avis de SAM.gov prend environ trois jours.
