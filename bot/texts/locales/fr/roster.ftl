### Qui peut signer, comment les signataires ont été vérifiés, et le registre du syndicat.

## Comment les signataires ont été vérifiés : à la suite de ui-demands.ftl

demand-verified-roster = { $size ->
    [0] Signataires : des membres que le bot a vérifiés d’après le registre du syndicat ; personne ne compte deux fois, quels que soient ses comptes.
   *[other] Signataires : des membres que le bot a vérifiés d’après le registre du syndicat, qui compte au moins { $size } membres ; personne ne compte deux fois, quels que soient ses comptes.
}
demand-verified-roster-left = Signataires : des membres que le bot a vérifiés d’après le registre du syndicat au moment de leur signature ; certains n’y figurent plus, et leur signature reste valable. Personne ne compte deux fois, quels que soient ses comptes.
demand-verified-account = { $days ->
    [one] Leurs comptes Discord avaient au moins { $days } jour.
   *[other] Leurs comptes Discord avaient au moins { $days } jours.
}
demand-verified-time = { $days ->
    [one] Leur présence sur ce serveur datait d’au moins { $days } jour.
   *[other] Leur présence sur ce serveur datait d’au moins { $days } jours.
}

## Signer et retirer quand le registre est demandé : la même chose, que le compte soit lié ou non

demand-roster-how = Une signature compte si le compte est lié au registre du syndicat. Pour lier le vôtre : `/rejoindre`, avec le code que votre syndicat vous a donné.
demand-signed-roster = **Votre signature compte si ce compte est lié à un membre du registre du syndicat ; sinon, rien n’a été gardé.** `/rejoindre` le lie, et répond la même chose s’il l’est déjà ; appuyez ensuite de nouveau sur Signer. `/confidentialité exporter` vous dit demain si votre signature est enregistrée. Le bot ne la montre à personne : ni à l’équipe, ni à la direction. Pour la retirer : le bouton ci-dessous ou `/revendications retirer`.
demand-withdrawn-roster = **Ce compte n’a pas de signature ici.** S’il y en avait une dans un décompte, elle sortira d’un prochain. Si vous avez lié un autre compte depuis, retirez-la avec celui-là. Le bot ne le dit à personne.

## Refus aux membres

refusal-account-young = { $days ->
    [one] Cette revendication se signe avec un compte Discord d’au moins { $days } jour. Rien n’a été modifié. Réessayez quand le vôtre aura cet âge.
   *[other] Cette revendication se signe avec un compte Discord d’au moins { $days } jours. Rien n’a été modifié. Réessayez quand le vôtre aura cet âge.
}
refusal-joined-lately = { $days ->
    [one] Pour signer cette revendication, il faut être sur ce serveur depuis au moins { $days } jour. Rien n’a été modifié. Réessayez le moment venu.
   *[other] Pour signer cette revendication, il faut être sur ce serveur depuis au moins { $days } jours. Rien n’a été modifié. Réessayez le moment venu.
}
refusal-code-mistyped = Ce n’est pas un code : un caractère est faux, manque ou est en trop. Rien n’a été essayé. Relisez-le : un code a quatre groupes de quatre caractères, sans 0, 1, I, L, O, S ni U.
refusal-code-unknown = Ce code ne fonctionne pas. Rien n’a changé. Il a peut-être déjà servi ou été remplacé par un plus récent, il est peut-être celui d’un autre serveur ou, s’il en remplace un autre, il date de moins d’un jour. Vérifiez que vous avez saisi le bon ; sinon, demandez-en un nouveau à votre syndicat.
refusal-code-too-often = Trop de codes qui ne fonctionnent pas ont été essayés. Rien n’a été essayé cette fois. Attendez une heure, puis réessayez.

## Le consentement des revendications qui demandent le registre : à la suite de « consent-text » de petitions.ftl

consent-roster = Cette revendication demande le registre du syndicat : le code qui remplace mon nom est tiré de ma place au registre, et mon compte est lié à cette place par deux autres codes, que seule une autre clé secrète peut rattacher à moi. Ainsi je compte une seule fois, quels que soient mes comptes.

## Lier un compte

join-form-title = Lier votre compte
join-form-code = Votre code
    .hint = Les quatre groupes de caractères que votre syndicat vous a donnés, rien que pour vous.
join-form-kept = Votre syndicat vous a donné ce code pour que seuls ses membres signent, une fois chacun. Avec lui, le bot conserve deux codes à clé : l’un de votre numéro de membre, l’autre de votre compte Discord. Aucun ne se lit sans une clé secrète gardée à part, et l’équipe d’organisation ne voit ni l’un ni l’autre. `/confidentialité notice` dit le reste.
joined = **Votre compte est lié.** Vous pouvez maintenant signer les revendications qui le demandent, avec le bouton de leur fiche ou avec `/revendications signer`. La réponse est la même s’il l’était déjà, par ce code ou par un autre. Le bot ne le dit à personne d’autre. Le code a servi.

## Ce qui est dit à un compte quand un autre a été lié à sa place, une fois, et tant qu’un nouveau code attend son jour

link-replaced = **Depuis le { $day }, un autre compte est lié à votre place au registre** et signe à la place de celui-ci. Si ce n’est pas de votre fait, prévenez tout de suite votre syndicat. Ce que vous avez signé avec ce compte, vous pouvez toujours le retirer et l’effacer.
link-code-made = **Un nouveau code a été fait pour votre place au registre.** À partir du { $moment }, il permet de lier un autre compte à la place de celui-ci. Si vous ne l’avez pas demandé, prévenez votre syndicat avant : il annulera ce code.

## Refus à l’équipe d’organisation et à qui gère la machine

refusal-roster-empty = La revendication ne peut pas encore être ouverte : les signataires doivent être vérifiés d’après le registre, et il n’y en a pas. Demandez à qui gère la machine du bot de l’importer avec `tocsin roster import`, ou choisissez avec `/organiser réglages signataires` de ne pas le demander.
refusal-days = Choisissez un nombre de jours de 0 à { NUMBER($most, useGrouping: "false") } ; 0 ne demande rien. Rien n’a changé. Au-delà, si peu de personnes pourraient signer que l’on verrait leurs signatures.
refusal-days-to-open = La revendication n’a pas été ouverte : les réglages demandent { $days } jours aux signataires, et le maximum est { $most }. Choisissez moins avec `/organiser réglages signataires`, puis ouvrez-la de nouveau.
refusal-not-on-the-roster = Ce numéro ne figure pas au registre de ce serveur. Vérifiez-le, ou importez le fichier qui le contient avec tocsin roster import.

## Les réglages

settings-account-days = { $days ->
    [0] Les comptes Discord de tout âge peuvent signer. Pour demander un âge : `/organiser réglages signataires`.
    [one] Pour signer, il faut un compte Discord d’au moins { $days } jour.
   *[other] Pour signer, il faut un compte Discord d’au moins { $days } jours.
}
settings-server-days = { $days ->
    [0] On peut signer dès son arrivée sur le serveur. Pour demander quelques jours de présence : `/organiser réglages signataires`.
    [one] Pour signer, il faut être sur ce serveur depuis au moins { $days } jour.
   *[other] Pour signer, il faut être sur ce serveur depuis au moins { $days } jours.
}
settings-roster = { $size ->
    [0] Seuls les membres du registre du syndicat peuvent signer les revendications qui s’ouvrent désormais, une fois par membre, après `/rejoindre` avec leur code.
   *[other] Seuls les membres du registre du syndicat (au moins { $size }) peuvent signer les revendications qui s’ouvrent désormais, une fois par membre, après `/rejoindre` avec leur code.
}
settings-roster-missing = **Les revendications qui s’ouvrent désormais demandent le registre du syndicat, et il n’y en a pas :** demandez à qui gère la machine du bot de l’importer avec `tocsin roster import`. Aucune revendication ne peut être ouverte avant.
settings-roster-off = Les signataires ne sont pas vérifiés d’après un registre du syndicat. Pour les faire vérifier : `/organiser réglages signataires`.
settings-signers-rule = Qui peut signer : ce réglage vaut pour les revendications qui s’ouvrent désormais. Une revendication déjà ouverte garde ce qu’elle demandait à son ouverture ; pour que plus de personnes puissent la signer : `/organiser revendication élargir`.

## Au journal

audit-act-roster-import = Registre du syndicat importé
audit-act-roster-code = Nouveau code fait pour un membre
audit-act-roster-clear = Registre du syndicat vidé
audit-field-min_account_days = Âge demandé d’un compte Discord, en jours
audit-field-min_server_days = Présence demandée sur le serveur, en jours
audit-field-roster = Signataires vérifiés d’après le registre
audit-field-new = Nouveaux membres
audit-field-known = Membres qui y figuraient déjà
audit-field-taken_off = Membres retirés
audit-field-code_reason = Motif
code-reason-lost = Le code a été perdu
code-reason-account = Le membre a un autre compte
code-reason-misdirected = Le code a été remis à la mauvaise personne
code-reason-objection = Le membre s’est opposé au code précédent
code-reason-other = Autre motif
