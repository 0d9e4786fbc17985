### Qui peut signer, comment les signataires ont été vérifiés, et le fichier des adhérent·es.

## Refus à l’équipe de campagne et à la personne qui administre le bot

refusal-roster-empty = La revendication ne peut pas encore s’ouvrir : les signataires doivent être vérifiés d’après le fichier des adhérent·es, et il n’y en a pas. Rien n’a changé. Demandez à la personne qui administre le bot de l’importer avec `tocsin roster import`, ou réglez `/organiser action:réglages signataires` sans lui.
refusal-days = Choisissez un nombre de jours de 0 à { NUMBER($most, useGrouping: "false") } ; 0 ne demande rien. Rien n’a changé. Au-delà, si peu de personnes pourraient signer que l’on verrait leurs signatures.
refusal-not-on-the-roster = Ce numéro ne figure pas au fichier des adhérent·es de ce serveur. Rien n’a changé. Vérifiez-le, ou importez le fichier qui le contient avec `tocsin roster import`.

## Les réglages

settings-account-days = { $days ->
    [0] Les comptes Discord de tout âge peuvent signer. Pour demander un âge : `/organiser action:réglages signataires`.
    [one] Pour signer, il faut un compte Discord d’au moins { $days } jour.
   *[other] Pour signer, il faut un compte Discord d’au moins { $days } jours.
}
settings-server-days = { $days ->
    [0] On peut signer dès son arrivée sur le serveur. Pour demander quelques jours de présence : `/organiser action:réglages signataires`.
    [one] Pour signer, il faut être sur ce serveur depuis au moins { $days } jour.
   *[other] Pour signer, il faut être sur ce serveur depuis au moins { $days } jours.
}
settings-roster = { $size ->
    [0] Seuls les membres du fichier des adhérent·es peuvent signer les revendications qui s’ouvrent désormais, une fois par membre, après `/rejoindre` avec leur code.
   *[other] Seuls les membres du fichier des adhérent·es (au moins { $size }) peuvent signer les revendications qui s’ouvrent désormais, une fois par membre, après `/rejoindre` avec leur code.
}
settings-roster-missing = **Les signataires doivent être vérifiés d’après le fichier des adhérent·es, et il n’y en a pas :** demandez à la personne qui administre le bot de l’importer avec `tocsin roster import`. Aucune revendication ne peut s’ouvrir avant.
settings-roster-off = Les signataires ne sont pas vérifiés d’après un fichier des adhérent·es. Pour les faire vérifier : `/organiser action:réglages signataires`.
settings-signers-rule = Cela vaut pour les revendications qui s’ouvrent désormais. Une revendication ouverte garde ses conditions ; pour que plus de personnes puissent la signer : `/organiser action:revendication élargir`.

## Le journal

audit-act-roster-import = Fichier des adhérent·es importé
audit-act-roster-code = Nouveau code fait pour un membre
audit-act-roster-clear = Fichier des adhérent·es vidé
audit-field-min_account_days = Âge minimal d’un compte Discord, en jours
audit-field-min_server_days = Présence minimale sur le serveur, en jours
audit-field-roster = Signataires vérifiés d’après le fichier
audit-field-new = Nouveaux membres
audit-field-known = Membres qui y figuraient déjà
audit-field-taken_off = Membres retirés
audit-field-code_reason = Motif
code-reason-lost = Le code a été perdu
code-reason-account = Le membre a un autre compte
code-reason-misdirected = Le code a été remis à la mauvaise personne
code-reason-objection = Le membre s’est opposé au code précédent
code-reason-other = Autre motif
