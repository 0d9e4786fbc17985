### Comment les nouvelles sont publiées : aussitôt ou regroupées.

posts-title = Comment les nouvelles sont publiées
posts-when-now = Les nouvelles des contrats sont publiées aussitôt. Pour une annonce par jour ou par semaine : `/organiser réglages annonces`.
posts-when-day = Les nouvelles des contrats font une annonce par jour, à { $hour } ({ $zone }).
posts-when-week = Les nouvelles des contrats font une annonce par semaine : { $weekday }, { $hour } ({ $zone }).
posts-next = Prochaine : { $moment }. Sans nouvelle, pas d’annonce.
posts-never-wait = Publié aussitôt dans tous les cas : revendications, décomptes et échéances, montants corrigés, contrats qui prennent fin sous 7 jours, pannes des veilles.
posts-option-now = Aussitôt
posts-option-day = Une fois par jour
posts-option-week = Une fois par semaine

audit-field-digest = Publication des nouvelles des contrats
audit-field-digest_hour = Heure de l’annonce groupée
audit-field-digest_weekday = Jour de l’annonce groupée (0 : lundi)
