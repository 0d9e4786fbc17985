### Ce que devient une revendication : objectif et échéance, versions, messages, remise, réponse, archive.

## Équipe de campagne : objectif et dernier jour

demand-scheduled = **Enregistré.** { $goal ->
    [none] Pas d’objectif.
   *[other] Objectif : { $goal } signatures.
} { $closes ->
    [none] Pas de dernier jour : vous la clôturez quand vous voulez.
   *[other] Elle peut être signée jusqu’au { $closes }, à votre heure (fuseau choisi : { $zone }).
}
demand-scheduled-twice = À cette heure-là, on recule les montres à { $zone } : elle passe deux fois, et c’est la seconde qui compte.
schedule-none = pas de dernier jour
schedule-in = { $day }, dans { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}

## Équipe de campagne : une nouvelle version d’une revendication ouverte

demand-amending = **Cette revendication est ouverte : votre changement crée une nouvelle version de son texte.** Sa fiche le dit aux membres et les invite à signer de nouveau ; jusque-là, leur signature soutient le texte signé. Pour changer une autre langue dans la même version, relancez `/organiser action:revendication modifier` avant de confirmer. Ce qui change :
demand-amending-new = *(pas encore rédigé)*
demand-amended = Le texte est changé : c’est la version { $version }. Les fiches publiées la montrent en moins d’une minute.
demand-amend-discarded = Abandonné. Rien n’a changé.
button-amend = En faire le nouveau texte
button-amend-discard = Abandonner

## Équipe de campagne : remise, réponse, archive

deliver-title = La revendication est remise
deliver-what = Vous consignez que la revendication « { $title } » a été remise, avec le dernier décompte publié : { $count ->
    [one] **{ $count } signature**
   *[other] **{ $count } signatures**
} ; pour un jour plus ancien, avec le décompte publié à cette date. Salon de publication : { $channel }. Ce sera aussi inscrit sur ses fiches. **Cela ne peut pas être annulé.** Pour corriger, relancez la commande : la correction est publiée aussi.
deliver-to = À qui
    .hint = Une personne, un service ou une instance, tel que ce sera publié.
deliver-note = Remarque (s’il y a quelque chose à dire)
    .hint = Par exemple l’accueil qui lui a été fait. Elle est publiée aussi.
answer-title = La direction a répondu
answer-what = Vous consignez ce que la direction a répondu à la revendication « { $title } » : { $outcome ->
    [agreed] **acceptée**
    [partly] **acceptée en partie**
   *[refused] **refusée**
}. Salon de publication : { $channel }. Ce sera aussi inscrit sur ses fiches. **Cela ne peut pas être annulé.** Pour corriger, relancez la commande : la correction est publiée aussi.
answer-text = Ce que la direction a dit
    .hint = Dans ses mots, autant que possible. Ce sera publié.
happened-corrects = **Ceci est une correction.** Le formulaire montre ce qui est consigné ; ce que vous envoyez le remplace, et une annonce dit que cela a été corrigé.
happened-on = Jour
    .hint = Par exemple 31/03/2026 ou 2026-03-31.
happened-sure = Confirmation
happened-yes = Tout est exact : consigner.
demand-delivered-saved = C’est consigné. Les fiches publiées le montreront en moins d’une minute, et le salon des annonces aussi s’il est choisi.
demand-no-channel = aucun n’est choisi, rien n’y sera donc publié
demand-archiving = **Si vous archivez cette revendication**, elle quitte définitivement les listes et les suggestions des membres. Elle reste dans les exports et dans votre propre liste ; ses fiches publiées disent qu’elle est archivée. Les signatures peuvent être retirées comme avant.
demand-archived-saved = La revendication est archivée.
button-archive = Archiver définitivement

settings-time-zone = Fuseau horaire des échéances : { $zone }. Pour en changer : `/organiser action:réglages fuseau`.

## Refus

refusal-demand-archived = Cette revendication est archivée et reste telle quelle. Rien n’a changé. Les signatures peuvent être retirées comme avant.
refusal-demand-unchanged = La revendication dit déjà cela. Rien n’a changé.
refusal-proposal-changed = La proposition a changé : quelqu’un en a écrit une autre, ou elle a été confirmée ou abandonnée. Rien n’a changé. Relancez `/organiser action:revendication modifier`.
refusal-edit-closed = Cette revendication est close : ce que les membres ont signé ne change plus. Rien n’a changé.
refusal-schedule-closed = Cette revendication ne peut plus être signée : son objectif et son dernier jour restent. Rien n’a changé.
refusal-goal-range = Un objectif est un nombre de 1 à { $most }. Rien n’a changé.
refusal-goal-below-count = Un objectif de { $goal } est inférieur au décompte publié de { $count }. Rien n’a changé. Choisissez-en un plus élevé.
refusal-deadline-past = Le { $day } à { $hour } est passé à l’heure de { $zone }. Rien n’a changé. Choisissez plus tard.
refusal-day-unreal = Le jour « { $written } » n’existe pas. Rien n’a changé. Vérifiez le jour et le mois.
refusal-no-day = « { $written } » n’est pas un jour que le bot comprend. Rien n’a changé. Écrivez-le comme 31/03/2026 ou 2026-03-31.
refusal-no-hour = « { $written } » n’est pas une heure que le bot comprend. Rien n’a changé. Écrivez-la comme 18:00.
refusal-no-zone = Il n’y a pas de fuseau horaire « { $written } ». Rien n’a changé. Commencez à écrire une ville, par exemple Paris, et choisissez dans la liste.
refusal-hour-left-out = Le { $day }, on avance les montres à { $zone }, et { $hour } n’existe pas. Rien n’a changé. Choisissez une autre heure, par exemple { $later }.
refusal-hour-without-day = Une heure ou un fuseau ne suffit pas. Rien n’a changé. Donnez aussi le dernier jour.
refusal-deliver-draft = Cette revendication est un brouillon : personne ne l’a signée, il n’y a rien à remettre. Rien n’a changé.
refusal-delivered-before-count = Le premier décompte a été publié le { $day }. Rien n’a changé. Indiquez ce jour ou un jour suivant.
refusal-deliver-open = Cette revendication est encore ouverte. Rien n’a changé. Clôturez-la d’abord avec `/organiser action:revendication clore` : c’est le décompte publié alors qui est remis.
refusal-already-delivered = La remise de cette revendication est déjà consignée. Rien n’a changé. Pour la corriger, relancez `/organiser action:revendication remettre`.
refusal-delivery-to-nobody = Vous n’avez pas dit à qui elle a été remise. Rien n’a changé. Écrivez-le et renvoyez le formulaire.
refusal-answer-undelivered = La remise de cette revendication n’est pas consignée. Rien n’a changé. Commencez par `/organiser action:revendication remettre`.
refusal-already-answered = La réponse à cette revendication est déjà consignée. Rien n’a changé. Pour la corriger, relancez `/organiser action:revendication réponse`.
refusal-delivery-after-answer = Le { $day } est après la réponse, du { $answered }. Rien n’a changé. Corrigez d’abord ce jour-là, ou donnez un jour plus tôt.
refusal-record-changed = Quelqu’un d’autre a changé cela pendant que vous écriviez. Rien de votre envoi n’a été enregistré. Relancez la commande : le formulaire montre l’état actuel.
refusal-record-unchanged = C’est déjà ce qui est consigné. Rien n’a changé.
refusal-answer-without-text = Vous n’avez pas dit ce que la direction a répondu. Rien n’a changé. Écrivez-le et renvoyez le formulaire.
refusal-archive-open = Cette revendication est encore ouverte. Rien n’a changé. Clôturez-la d’abord avec `/organiser action:revendication clore`.
refusal-text-too-long = C’est trop long ({ $length } caractères ; maximum { $limit }). Rien n’a changé. Raccourcissez et renvoyez.
refusal-day-to-come = Le { $day } est encore à venir. Rien n’a changé. Donnez le jour où cela s’est passé.
refusal-day-too-early = Le { $day } est trop tôt : cela ne peut pas s’être passé avant le { $first }. Rien n’a changé. Donnez un jour plus tard.
refusal-not-confirmed = Rien n’a été consigné : la case à la fin n’était pas cochée. Renvoyez le formulaire, et cochez-la si tout est exact.

## Le journal

audit-act-demand-create = Revendication rédigée
audit-act-demand-edit = Brouillon modifié
audit-act-demand-amend = Texte d’une revendication ouverte changé
audit-act-demand-open = Revendication ouverte
audit-act-demand-widen = Revendication ouverte à plus de personnes
audit-field-role_ids = Rôles des personnes qui peuvent signer
audit-act-demand-close = Revendication close
audit-act-demand-announce = Revendication annoncée
audit-act-demand-schedule = Objectif ou dernier jour d’une revendication fixé
audit-act-demand-deliver = Remise consignée
audit-act-demand-answer = Réponse consignée
audit-act-demand-archive = Revendication archivée
audit-field-texts = Texte
audit-field-state = État
audit-field-goal = Objectif
audit-field-closes_at = À signer avant le
audit-field-time_zone = Fuseau horaire
audit-field-count = Décompte
audit-field-text_hash = SHA-256 du texte
audit-field-consent_hash = SHA-256 du consentement
audit-field-delivered_on = Jour de la remise
audit-field-delivered_to = Remise à
audit-field-delivered_count = Décompte remis
audit-field-delivery_note = Remarque
audit-field-answered_on = Jour de la réponse
audit-field-answer = Réponse
audit-field-answer_text = Ce qui a été dit
audit-value-agreed = acceptée
audit-value-partly = acceptée en partie
audit-value-refused = refusée

## Signing for longer than signers were told
demand-extending = Les signataires ont lu que les signatures prennent fin le { $ends } au plus tard. Vous proposez le { $last }. Dès qu’**une autre personne de l’équipe** confirme avec `/organiser action:revendication échéance`, c’est une nouvelle version : les personnes qui signent alors acceptent cette durée, et les clés des signatures déjà données sont gardées plus longtemps aussi.
button-extend = Confirmer la prolongation
refusal-extension-changed = Cette proposition n’existe plus, ou une autre l’a remplacée. Rien n’a changé. Proposez de nouveau le dernier jour avec `/organiser action:revendication échéance`.
refusal-extension-own = C’est vous qui avez proposé ce dernier jour. Rien n’a changé. Une autre personne de l’équipe doit le confirmer.
refusal-extension-proposer-gone = Les données de la personne qui l’a proposé ont été effacées : le bot ne peut pas savoir si vous êtes quelqu’un d’autre. Rien n’a changé. Proposez-le de nouveau avec `/organiser action:revendication échéance`.
refusal-extension-too-long = Les signatures peuvent être prolongées de { $months } mois au plus à partir d’aujourd’hui, car la clé de chaque signature est gardée d’autant. Rien n’a changé. Choisissez un dernier jour plus proche.
refusal-signing-too-long = On peut signer une revendication pendant { $months } mois au plus à partir de son ouverture, comme le dit son consentement. Rien n’a changé. Choisissez un dernier jour plus proche avec `/organiser action:revendication échéance` ; une fois la revendication ouverte, deux personnes de l’équipe peuvent le repousser.
refusal-deadline-beyond = Les signataires ont lu que les signatures prennent fin le { $day } au plus tard. Rien n’a changé. Pour un jour plus tardif, il faut deux personnes de l’équipe : `/organiser action:revendication échéance`.
audit-act-demand-extend-propose = Prolongation des signatures au-delà de ce que les signataires ont lu : proposée
audit-act-demand-extend = Prolongation des signatures au-delà de ce que les signataires ont lu : confirmée
