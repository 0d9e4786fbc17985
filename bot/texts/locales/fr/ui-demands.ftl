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

demand-open-since = Ouverte à la signature depuis le { $day }.
demand-closed-on = Close le { $day } : elle ne peut plus être signée.
demand-count-rule = Les décomptes sont publiés de temps en temps, par groupes de signatures, afin que personne ne puisse voir qui vient de signer.
demand-draft = Un brouillon : seule l’équipe d’organisation le voit, et personne ne peut le signer.

button-sign = Signer
button-withdraw = Retirer ma signature
button-privacy = Que deviennent mes données ?

## Le formulaire

sign-form-title = Signer la revendication
sign-form-rest = *La revendication continue : le texte entier est sur sa fiche.*
sign-form-consent = Votre consentement
sign-form-agree = Je soutiens cette revendication et j’accepte cet usage de mes données.

## Réponses : les mêmes quoi qu’il y ait eu avant

demand-signed = **Votre signature est en place.** Elle sera comptée avec d’autres, dès qu’il y en aura assez ; personne n’apprendra que vous avez signé, ni quand. Vous pouvez la retirer à tout moment avec le bouton ci-dessous ou avec `/revendications retirer`.
demand-withdrawn = **Aucune signature de votre part n’est en place pour cette revendication.** Si une signature de vous figurait dans un décompte publié, elle en sort avec une publication suivante, parmi d’autres changements ; personne n’en saura rien.
demand-sign-again = Vous pourrez signer de nouveau tant que la revendication est ouverte.

## Refus

refusal-no-consent = Rien n’a été signé : la case de votre consentement n’était pas cochée. Appuyez de nouveau sur Signer, et cochez-la si vous êtes d’accord.
