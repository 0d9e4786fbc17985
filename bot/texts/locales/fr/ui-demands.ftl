### Revendications : leurs fiches, la signature et le retrait.

## Listes et fiches

demands-title = Revendications
demands-none = Aucune revendication ne peut encore être signée ici. L’équipe de campagne annoncera la première.
demands-read = Lire et signer

demand-state-draft = Brouillon
demand-state-open = Ouverte à la signature
demand-state-closed = Close

demand-count = { $count ->
    [one] **{ $count } signature**, décompte publié le { $day }. { $verified }
   *[other] **{ $count } signatures**, décompte publié le { $day }. { $verified }
}
demand-uncounted = Pas encore de décompte publié.
demand-verified-server = Signataires : membres de ce serveur (identité non vérifiée).
demand-verified-role = Signataires : membres à qui l’équipe de campagne a donné un rôle (le bot n’a vérifié aucune identité).

demand-may-sign = Qui peut signer : { $who }. Cela ne peut que s’élargir, publiquement.
may-sign-roles = { $count ->
    [0] toute personne de ce serveur
    [one] les personnes qui ont le rôle { $roles }
   *[other] les personnes qui ont l’un des rôles { $roles }
}
may-sign-roster = avec un compte lié au fichier des adhérent·es
may-sign-account = { $days ->
    [one] avec un compte Discord d’au moins { $days } jour
   *[other] avec un compte Discord d’au moins { $days } jours
}
may-sign-time = { $days ->
    [one] sur ce serveur depuis au moins { $days } jour
   *[other] sur ce serveur depuis au moins { $days } jours
}
demand-eligible = Tant que Discord ou le fichier des adhérent·es montre moins de { $least } personnes pouvant signer, les nouvelles signatures ne sont pas comptées.{ $checked ->
    [yes] {""}
   *[no] {" "}**Non vérifié à l’ouverture :** Discord n’a pas dit combien de personnes ont le rôle.
}

demand-open-since = Ouverte à la signature depuis le { $day }.
demand-closed-on = Close le { $day } : elle ne peut plus être signée.
demand-secret = Le bot ne montre à personne qui a signé : ni à l’équipe, ni à la direction.
demand-count-rule = Les décomptes paraissent par groupes de signatures : une seule s’y voit difficilement.
demand-head =
    Gardez cette ligne : elle permet de vérifier plus tard si un décompte a été modifié.
    `{ $head }`
demand-draft = Un brouillon : seule l’équipe de campagne le voit, et personne ne peut le signer.

button-sign = Signer
button-withdraw = Retirer ma signature
button-privacy = Que deviennent mes données ?
button-secret = Ma signature est-elle secrète ?

## Le formulaire

sign-form-title = Signer pour cette revendication
# Quand la langue du membre leur manque.
sign-form-language =
    { $part ->
        [demand] *La revendication est en { $language }.*
        [consent] *Le consentement est en { $language }.*
       *[both] *La revendication et le consentement sont en { $language }.*
    }
sign-form-rest = *Texte entier : `/revendications voir`.*
sign-form-consent = Votre consentement
sign-form-rest-of-consent = *La suite de ce texte : `/confidentialité notice`.*
sign-form-agree = Je soutiens la revendication et je consens.

## Réponses : les mêmes quoi qu’il y ait eu avant

demand-signed = **Merci. Votre signature est enregistrée.** Le bot ne la montre à personne : ni à l’équipe, ni à la direction. Pour la retirer : le bouton ci-dessous ou `/revendications retirer`.
demand-signed-next = **Et ensuite :** votre signature entrera dans un prochain décompte avec d’autres, en général pas avant le { $day }. La fiche de la revendication montre chaque décompte, puis à qui elle a été remise et ce qui a été répondu.
demand-pass-on = À faire suivre, sans votre nom :
demand-pass-on-text = Notre revendication : « { $title } ». Pour la lire et la signer, tapez /revendications dans notre serveur Discord. Le bot ne montre à personne qui a signé.
demand-pass-on-link = Notre revendication : « { $title } ». Pour la lire et la signer dans notre serveur Discord : { $link } Le bot ne montre à personne qui a signé.
demand-pass-on-board = Tout le monde peut la lire ici : { $link }
demand-withdrawn = **Vous n’avez pas de signature ici.** Si une signature de votre part était comptée, elle sortira d’un prochain décompte. Le bot ne le dit à personne.
demand-sign-again = Vous pourrez signer de nouveau tant que la revendication est ouverte.

## Refus

refusal-no-consent = La case du consentement n’était pas cochée : rien n’a été signé. Appuyez de nouveau sur Signer, et cochez-la si vous êtes d’accord.
