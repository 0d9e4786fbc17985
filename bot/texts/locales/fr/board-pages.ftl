### Pages du tableau : revendications, contrats, faits et ce qui a été publié.

## What was posted, in lists and feeds

board-event-opened = À signer : { $title }
board-event-text = Le texte a changé : { $title }
board-event-closed = Close : { $title }
board-event-delivered = Remise : { $title }
board-event-answered = La direction a répondu : { $title }
board-posted-on = Publié le { $day }
board-corrected = Corrigé le { $day } : voir la correction

## A demand

board-text-language = Ce texte est en { $language }, tel que le syndicat l’a publié.
board-closes = À signer dans le serveur Discord du syndicat jusqu’au { $day }, { $time } ({ $zone }).
board-verified-server = Signataires : membres du serveur Discord « { $server } » (identité non vérifiée).
board-verified-role = Signataires : membres du serveur Discord « { $server } » à qui l’équipe de campagne a donné un rôle (le bot n’a vérifié aucune identité).
board-verified-time = { $days ->
    [one] Leur présence sur le serveur Discord « { $server } » datait d’au moins { $days } jour.
   *[other] Leur présence sur le serveur Discord « { $server } » datait d’au moins { $days } jours.
}
board-text-changed = **Le texte a changé le { $day }.** Une signature donnée avant vaut pour le texte d’alors.
board-archived = Archivée le { $day }. C’est terminé, et cette page reste.
board-earlier-text = Texte antérieur : { $version }
board-column-change = Écart
board-count-corrected =
    { $invalidated ->
        [one] La publication { $number } a retiré une signature non valable.
       *[other] La publication { $number } a retiré { $invalidated } signatures non valables.
    }

## A contract

board-committed = { $buyer } a engagé { $amount } auprès de { $supplier }
board-hash = { $answer }. SHA-256 : { $hash }
board-first-seen-why = L’original n’est pas sur ce tableau. Toute copie peut être comparée à ce SHA-256.
board-former = Aucune veille de ce tableau ne le suit depuis le { $day }. Ce qui a été publié à son sujet reste.
board-steps = Montant engagé : { $first } le { $since }, { $last } depuis le { $day }. Étapes : { $number }.
# In place of a command, where a card names one: “… is kept: `/contracts show`.”, “… and 3 more: see `/contracts search`”.
board-instead-of-show = sa page
board-instead-of-list = la liste des contrats

## A fact

board-fact-title = { $state } : { $title }
board-fact-earlier = Ce qui a été corrigé
board-fact-changed = Jusqu’au { $day }, on lisait : { $said }
board-fact-text-changed = Le texte sous le titre a été modifié le { $day }.
board-retired-title = Un fait retiré
board-retired = Le fait qui figurait ici a été retiré le { $day }. Le syndicat ne l’affirme plus.
