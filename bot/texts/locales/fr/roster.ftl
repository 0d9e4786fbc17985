### Qui peut signer, comment les signataires ont été vérifiés, et le fichier des adhérent·es.

## Comment les signataires ont été vérifiés : à la suite de ui-demands.ftl

demand-verified-roster = { $size ->
    [0] Signataires : membres vérifiés par le bot d’après le fichier des adhérent·es, comptés une fois chacun.
   *[other] Signataires : membres vérifiés par le bot d’après le fichier des adhérent·es (au moins { $size }), comptés une fois chacun.
}
demand-verified-roster-left = Signataires : membres vérifiés par le bot d’après le fichier des adhérent·es au moment de signer, comptés une fois chacun ; certains l’ont quitté depuis et comptent toujours.
demand-verified-account = { $days ->
    [one] Leurs comptes Discord avaient au moins { $days } jour.
   *[other] Leurs comptes Discord avaient au moins { $days } jours.
}
demand-verified-time = { $days ->
    [one] Leur présence sur ce serveur datait d’au moins { $days } jour.
   *[other] Leur présence sur ce serveur datait d’au moins { $days } jours.
}

## Signer et retirer quand le fichier est demandé : la même chose, que le compte soit lié ou non

demand-roster-how = Une signature compte si le compte est lié au fichier des adhérent·es : `/rejoindre`, avec le code de votre syndicat.
demand-signed-roster = **Votre signature compte si ce compte est lié à un membre du fichier des adhérent·es ; sinon, rien n’a été gardé.** Pour le lier : `/rejoindre`, qui répond la même chose s’il l’est déjà ; puis signez de nouveau. `/confidentialité exporter` vous dit demain si votre signature est enregistrée. Le bot ne la montre à personne : ni à l’équipe, ni à la direction. Pour la retirer : le bouton ci-dessous ou `/revendications retirer`.
demand-signed-roster-next = **Et ensuite :** les signatures entrent dans un prochain décompte par groupes, en général pas avant le { $day }. La fiche de la revendication montre chaque décompte, puis à qui elle a été remise et ce qui a été répondu.
demand-withdrawn-roster = **Ce compte n’a pas de signature ici.** S’il y en avait une dans un décompte, elle sortira d’un prochain. Si vous avez lié un autre compte depuis, retirez-la avec celui-là. Le bot ne le dit à personne.

## Refus aux membres

refusal-account-young = { $days ->
    [one] Vous pourrez signer quand votre compte Discord aura { $days } jour. Rien n’a changé.
   *[other] Vous pourrez signer quand votre compte Discord aura { $days } jours. Rien n’a changé.
}
refusal-joined-lately = { $days ->
    [one] Vous pourrez signer après { $days } jour sur ce serveur. Rien n’a changé.
   *[other] Vous pourrez signer après { $days } jours sur ce serveur. Rien n’a changé.
}
refusal-code-mistyped = Ce n’est pas un code : un caractère est faux, manque ou est en trop. Rien n’a changé. Vérifiez : quatre groupes de quatre, sans 0, 1, I, L, O, S ni U.
refusal-code-unknown = Ce code ne fonctionne pas. Rien n’a changé. Il a peut-être déjà servi ou été remplacé, il est d’un autre serveur ou, s’il en remplace un autre, il date de moins d’un jour. Vérifiez votre saisie ; sinon, demandez-en un nouveau à votre syndicat.
refusal-code-too-often = Trop de codes qui ne fonctionnent pas ont été essayés. Rien n’a changé. Attendez une heure, puis réessayez.

## Le consentement des revendications qui demandent le fichier : à la suite de « consent-text » de petitions.ftl

consent-roster = Le code vient de ma place au fichier des adhérent·es ; deux autres codes, sous une autre clé, y relient mon compte. Ainsi je compte une fois, quels que soient mes comptes.

## Lier un compte

join-form-title = Lier votre compte
join-form-code = Votre code
    .hint = Les quatre groupes de caractères que votre syndicat vous a donnés, rien que pour vous.
join-form-kept = Votre syndicat vous a donné ce code pour que seuls ses membres signent, une fois chacun. Avec lui, le bot garde deux codes secrets : l’un de votre numéro d’adhérent·e, l’autre de votre compte Discord. Aucun ne se lit sans une clé gardée à part, et l’équipe de campagne ne voit ni l’un ni l’autre. En savoir plus : `/confidentialité notice`.
joined = **Votre compte est lié.** Vous pouvez maintenant signer : le bouton d’une revendication, ou `/revendications signer`. La réponse est la même s’il l’était déjà, par ce code ou par un autre. Le bot ne le dit à personne d’autre. Le code a servi.

## Ce qui est dit à un compte quand un autre a été lié à sa place, une fois, et tant qu’un nouveau code attend son jour

link-replaced = **Depuis le { $day }, un autre compte est lié à votre place au fichier des adhérent·es** et signe au lieu de celui-ci. Si ce n’est pas vous, prévenez tout de suite votre syndicat. Ce que vous avez signé avec ce compte, vous pouvez toujours le retirer et l’effacer.
link-code-made = **Un nouveau code a été fait pour votre place au fichier des adhérent·es.** À partir du { $moment }, il permet de lier un autre compte à la place de celui-ci. Si vous ne l’avez pas demandé, prévenez votre syndicat avant : il annulera ce code.
