### Comment les nouvelles sont publiées : aussitôt ou regroupées.

posts-title = Comment les nouvelles sont publiées
posts-when-now = Les nouvelles des contrats sont publiées aussitôt. Pour une annonce par jour ou par semaine : `/organiser réglages annonces`.
posts-when-day = Les nouvelles des contrats font une annonce par jour, à { $hour } ({ $zone }).
posts-when-week = Les nouvelles des contrats font une annonce par semaine : { $weekday }, { $hour } ({ $zone }).
posts-next = Prochaine : { $moment }. Sans nouvelle, pas d’annonce.
posts-never-wait = Toujours publié aussitôt : revendications, décomptes et échéances, montants corrigés, contrats qui prennent fin sous 7 jours, problèmes des veilles.
posts-option-now = Aussitôt
posts-option-day = Une fois par jour
posts-option-week = Une fois par semaine
posts-threads-on = Un fil de discussion s’ouvre sous chaque annonce d’un contrat.
posts-threads-off = Pas de fil sous les annonces.
posts-publish-on = Les annonces des contrats vont aussi aux serveurs qui suivent ce salon.
posts-publish-off = Les annonces ne vont pas aux serveurs qui suivent ce salon.
button-threads-on = Ouvrir des fils
button-threads-off = Plus de fils
button-publish-on = Transmettre aux autres serveurs
button-publish-off = Ne plus transmettre
refusal-threads = Le bot ne peut pas ouvrir de fils dans { $channel } : il lui manque « Créer des fils publics ». Rien n’a changé. Accordez-le dans les paramètres du salon, sous Permissions, puis recommencez.
posts-mentions-title = Rôles à mentionner
posts-mentions-how = Les annonces de ces nouvelles mentionnent le rôle, et personne d’autre. Le bot ne le donne à personne : laissez les membres le prendre, dans *Paramètres du serveur*, *Intégration*.
posts-mentions-seen = Tout le monde sur le serveur voit qui a un rôle.
posts-mention-none = Ne mentionner personne
posts-mention-gone = **{ $news } :** le rôle a été supprimé. Personne n’est mentionné.
posts-mention-unable = **Le bot ne peut pas mentionner { $role } :** dans *Paramètres du serveur*, *Rôles*, permettez à tout le monde de le mentionner.
refusal-mention-everyone = @everyone serait appelé à chaque annonce. Rien n’a changé. Choisissez un rôle que les membres prennent d’eux-mêmes.
refusal-mention-role = Le bot ne peut pas mentionner { $role }. Rien n’a changé. Dans *Paramètres du serveur*, *Rôles*, permettez à tout le monde de le mentionner, puis choisissez-le de nouveau.

audit-field-digest = Publication des nouvelles des contrats
audit-field-digest_hour = Heure de l’annonce groupée
audit-field-digest_weekday = Jour de l’annonce groupée (0 : lundi)
audit-field-threads = Fils sous les annonces des contrats
audit-field-publish = Annonces des contrats transmises aux serveurs qui suivent le salon
audit-field-contracts_role_id = Rôle mentionné pour les contrats et montants
audit-field-publications_role_id = Rôle mentionné pour les avis, articles et pages web
audit-field-demands_role_id = Rôle mentionné pour les revendications, décomptes et réponses
audit-field-deadlines_role_id = Rôle mentionné pour les derniers jours pour signer
