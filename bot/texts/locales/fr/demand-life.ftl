### Ce que devient une revendication : objectif et échéance, versions, messages, remise, réponse, archive.

demand-state-delivered = Remise
demand-state-answered = Réponse reçue
demand-state-archived = Archivée

## Sur la fiche

demand-goal = { $percent } % de l’objectif de { $goal }
demand-plan-goal = Objectif : { $goal } signatures.
demand-closes = À signer avant le { $moment }, { $left }.
demand-text-changed = **Le texte a changé le { $day }.** Une signature donnée avant vaut pour l’ancien texte : appuyez sur Signer pour soutenir celui-ci.
demand-versions = { $count } versions jusqu’ici du texte et de ce qui est dit aux signataires sur leurs données ; chaque signature vaut pour l’une d’elles.
demand-delivered = **Remise** le { $day } (destinataire : { $to }), avec { $count ->
    [one] { $count } signature.
   *[other] { $count } signatures.
}
demand-answered = Le { $day }, la direction a répondu : { $outcome ->
    [agreed] revendication **acceptée**.
    [partly] revendication **acceptée en partie**.
   *[refused] revendication **refusée**.
}
demand-archived = Archivée : elle n’est plus dans la liste des revendications.
button-facts = Les faits
button-demand = La revendication

## Messages

post-demand-percent = { $percent ->
    [25] Un quart de l’objectif de { $goal } est atteint
    [50] La moitié de l’objectif de { $goal } est atteinte
    [75] Les trois quarts de l’objectif de { $goal } sont atteints
   *[100] L’objectif de { $goal } signatures est atteint
}
post-demand-round = Le cap des { $number } signatures est atteint
post-demand-reminder-title = Derniers jours pour signer
post-demand-widened-title = Plus de personnes peuvent signer
post-widened-role = { $role ->
    [all] Depuis le { $day }, il ne faut plus de rôle pour signer.
   *[other] Depuis le { $day }, les personnes qui ont le rôle { $role } peuvent signer aussi.
}
post-widened-account = { $days ->
    [0] Depuis le { $day }, les comptes Discord de tout âge peuvent signer.
    [one] Depuis le { $day }, les comptes Discord d’au moins { $days } jour peuvent signer.
   *[other] Depuis le { $day }, les comptes Discord d’au moins { $days } jours peuvent signer.
}
post-widened-time = { $days ->
    [0] Depuis le { $day }, on peut signer dès son arrivée sur ce serveur.
    [one] Depuis le { $day }, on peut signer après { $days } jour sur ce serveur.
   *[other] Depuis le { $day }, on peut signer après { $days } jours sur ce serveur.
}
post-demand-prolonged-title = On peut signer plus longtemps
post-prolonged = { $until } C’est plus long que ce qu’ont lu les personnes qui ont déjà signé : deux personnes de l’équipe l’ont décidé. La clé de leurs signatures est gardée plus longtemps aussi. Qui ne le veut pas peut se retirer.
post-demand-closed-title = La revendication est close
post-demand-closed = { $count ->
    [one] **{ $count } signature** à la clôture. On ne peut plus la signer ; de derniers changements peuvent suivre.
   *[other] **{ $count } signatures** à la clôture. On ne peut plus la signer ; de derniers changements peuvent suivre.
}
post-demand-delivered-title = La revendication a été remise
post-demand-answered-title = La direction a répondu
post-demand-delivered-corrected-title = Correction : la remise de la revendication
post-demand-answered-corrected-title = Correction : la réponse de la direction
