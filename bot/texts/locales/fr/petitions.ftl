### Ce que signer veut dire, et pourquoi ce qui est demandé pour une revendication ne peut pas se faire.

## Le consentement : figé avec une revendication à son ouverture. Texte simple, sans mise en forme.

consent-text =
    Je soutiens cette revendication et consens explicitement à ce que le syndicat ci-dessous le consigne. Cela peut révéler mes opinions politiques ou mon appartenance syndicale.
    But : montrer combien nous sommes, pas qui.
    Mon nom : jamais montré. Seuls des totaux sont publiés. Discord (USA) voit mes clics.
    Gardé : la revendication, sa version, le jour, mon site si je l’indique et, comme nom, un code que seule une clé secrète, gardée à part, relie à moi. Si je me retire : un code.
    Durée : { $months ->
        [0] le syndicat n’a pas encore dit quand la clé est détruite.
       *[other] on signe { $signing } mois au plus ; la clé est détruite { $months } mois après la fin, au plus 14 jours plus tard si le bot tourne. Personne n’est alors identifiable. Davantage seulement si deux personnes de l’équipe le décident.
    }
    Responsable : { $controller }
    Questions : { $contact }
    Destinataires : { $recipients }
    Base légale : RGPD, art. 6.1.a et 9.2.a.{ $legal_basis ->
        [none] {""}
       *[other] {" "}{ $legal_basis }
    }
    Signer est facultatif. D’ici là, je peux retirer, obtenir copie ou effacer : bouton, /confidentialité, contact. Réclamation : CNIL.

## Refus aux membres

refusal-no-such-demand = Cette revendication n’existe pas ici. Rien n’a changé. Choisissez-en une dans la liste.
refusal-demand-not-open = Cette revendication n’est pas encore ouverte. Rien n’a été signé. L’équipe de campagne l’annoncera.
refusal-demand-closed = Cette revendication est close et ne reçoit plus de signatures. Rien n’a changé. Vous pouvez retirer une signature jusqu’à la destruction de sa clé.
refusal-demand-changed = La revendication, ou ce que deviennent vos données, a changé entre-temps : rien n’a été signé. Appuyez de nouveau sur Signer pour la lire telle qu’elle est.
refusal-role-needed = Seules les personnes qui ont { $roles } peuvent signer ici. Rien n’a changé. Si vous êtes membre, demandez ce rôle à l’équipe de campagne, puis appuyez de nouveau sur Signer.
refusal-member-role-gone = Le rôle que demande cette revendication a été supprimé de ce serveur. Rien n’a changé. Prévenez l’équipe de campagne : elle permet à un autre rôle de signer avec `/organiser action:revendication élargir`.
