### Revendications : leurs fiches, la signature et le retrait.

## Listes et fiches

demands-title = Revendications
demands-none = Il n’y a pas encore de revendication à signer ici. L’équipe d’organisation annoncera la première.
demands-read = Lire et signer

demand-state-draft = Brouillon
demand-state-open = Ouverte à la signature
demand-state-closed = Close

demand-count = { $count ->
    [one] **{ $count } signature**, selon le décompte publié le { $day }. { $verified }
   *[other] **{ $count } signatures**, selon le décompte publié le { $day }. { $verified }
}
demand-uncounted = Aucun décompte publié pour l’instant.
demand-verified-server = Signataires : des membres de ce serveur, dont personne n’a vérifié l’identité.
demand-verified-role = Signataires : des membres qui ont le rôle choisi par l’équipe d’organisation, à qui il revient de le vérifier.

demand-may-sign = Qui peut signer : { $who }. Ces conditions peuvent être assouplies, publiquement, jamais durcies.
may-sign-roles = { $count ->
    [0] toute personne de ce serveur
    [one] les personnes qui ont le rôle { $roles }
   *[other] les personnes qui ont l’un des rôles { $roles }
}
may-sign-roster = avec un compte lié au registre du syndicat
may-sign-account = { $days ->
    [one] avec un compte Discord d’au moins { $days } jour
   *[other] avec un compte Discord d’au moins { $days } jours
}
may-sign-time = { $days ->
    [one] sur ce serveur depuis au moins { $days } jour
   *[other] sur ce serveur depuis au moins { $days } jours
}
demand-eligible = Si Discord ou le registre du syndicat montre moins de { $least } personnes pouvant signer, les nouvelles signatures ne sont pas comptées.{ $checked ->
    [yes] {""}
   *[no] {" "}**Cela n’a pas été vérifié à l’ouverture :** Discord n’a pas dit combien de personnes ont le rôle.
}

demand-open-since = Ouverte à la signature depuis le { $day }.
demand-closed-on = Close le { $day } : elle ne peut plus être signée.
demand-secret = Le bot ne montre à personne qui signe : ni à l’équipe, ni à la direction.
demand-count-rule = Les décomptes sont publiés de temps en temps, par groupes de signatures, afin qu’une signature s’y voie difficilement.
demand-draft = Un brouillon : seule l’équipe d’organisation le voit, et personne ne peut le signer.

button-sign = Signer
button-withdraw = Retirer ma signature
button-privacy = Que deviennent mes données ?

## Le formulaire

sign-form-title = Signer pour cette revendication
sign-form-rest = *La revendication continue : le texte entier est sur sa fiche.*
sign-form-consent = Votre consentement
sign-form-rest-of-consent = *La suite de ce texte : `/confidentialité notice`.*
sign-form-agree = Je soutiens et je consens à cet usage de mes données.

## Réponses : les mêmes quoi qu’il y ait eu avant

demand-signed = **Votre signature est enregistrée.** Le bot ne la montre à personne : ni à l’équipe, ni à la direction. Elle sera comptée avec d’autres, quand il y en aura assez. Pour la retirer : le bouton ci-dessous ou `/revendications retirer`.
demand-withdrawn = **Vous n’avez pas de signature ici.** Si elle était comptée, elle sortira d’un prochain décompte. Le bot ne le dit à personne.
demand-sign-again = Vous pourrez signer de nouveau tant que la revendication est ouverte.

## Refus

refusal-no-consent = La case du consentement n’était pas cochée : rien n’a été signé. Appuyez de nouveau sur Signer, et cochez-la si vous êtes d’accord.
