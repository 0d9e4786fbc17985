### Les sites et services que l’on peut indiquer en signant.

units-title = Sites et services
units-none = Il n’y en a pas encore : personne n’a à dire son lieu de travail. Ajoutez-en avec /organiser site ajouter.
units-rule = Une répartition ne montre un site que si deux personnes de l’équipe en ont confirmé l’effectif, si au moins dix personnes, et au plus neuf sur dix, y ont signé, et si personne ne peut en déduire un nombre plus petit. Sinon, elle n’en montre aucun.
unit-size = { $size ->
    [one] { $size } personne
   *[other] { $size } personnes
}
unit-proposed = C’est proposé. On pourra l’indiquer en signant dès qu’**une autre personne de l’équipe** l’aura confirmé avec `/organiser site confirmer`.
unit-confirming = N’appuyez sur le bouton que si vous connaissez ce lieu, et qu’il compte à peu près autant de personnes. Un effectif inventé peut trahir des signataires. Il est consigné qu’une deuxième personne de l’équipe en répond.
button-confirm-unit = C’est exact : confirmer
unit-confirmed = Confirmé : **{ $name }**, avec { unit-size }. On peut l’indiquer en signant, sans obligation.
unit-state-proposed = attend une autre personne de l’équipe : `/organiser site confirmer`
unit-state-unconfirmed = dans aucune répartition pour l’instant : proposez son effectif avec `/organiser site modifier`, puis une autre personne de l’équipe le confirme
unit-proposal = Proposé :
unit-removed = **{ $name }** a été supprimé. Les signatures qui l’indiquent restent, et compteront comme n’indiquant rien dès la prochaine publication.
unit-least-size = Les répartitions s’en tiennent au plus petit effectif jamais indiqué, { $size } : un effectif plus grand ne doit pas révéler ce que le plus petit cachait. Si c’était une erreur, supprimez-le et ajoutez-le de nouveau.

## Dans le formulaire de signature

sign-form-unit = Votre lieu de travail
    .hint = Si vous voulez le dire. Seuls des totaux sont publiés, et seulement s’ils ne désignent personne.
sign-form-unit-none = Je préfère ne pas le dire
sign-form-unit-many = Vous n’indiquez ni site ni service. Si vous le souhaitez, fermez ce formulaire et utilisez `/revendications signer`, avec l’option *site*.
sign-form-unit-named = Vous indiquez : **{ $name }**. Seuls des totaux sont publiés, et seulement s’ils ne désignent personne.

## Sur la fiche d’une revendication

demand-breakdown = Par site ou service, selon le décompte publié le { $day } :
demand-breakdown-line = { $name } : { $count } sur { $size }
demand-breakdown-rest = non montrés ou non indiqués : { $count }
demand-breakdown-rule = Une répartition n’accompagne que certains décomptes. Qu’il n’y en ait pas, ou qu’un site y manque, n’apprend rien sur lui.

## Refus

refusal-no-such-unit = Ce site ou service n’existe pas ici, ou il a été supprimé. Rien n’a été modifié. Rouvrez le formulaire ou la liste.
refusal-unit-without-name = Il faut un nom, dans au moins une langue. Rien n’a été enregistré.
refusal-unit-name-long = Le nom compte { $length } caractères, pour { $limit } au plus. Raccourcissez-le et recommencez.
refusal-unit-name-taken = Un site ou service s’appelle déjà « { $name } ». Rien n’a été enregistré. Choisissez un autre nom, ou corrigez celui-là avec /organiser site modifier.
refusal-unit-unchanged = Rien de nouveau là-dedans. Rien n’a changé. Donnez un autre nom ou un autre effectif.
refusal-unit-confirmed = Son nom et son effectif sont déjà confirmés. Rien n’a changé.
refusal-unit-not-proposed = Rien n’est proposé pour ce site. Proposez son effectif avec `/organiser site modifier`, puis une autre personne de l’équipe le confirme. Rien n’a changé.
refusal-unit-proposal-changed = Autre chose a été proposé entre-temps. Rien n’a changé. Utilisez de nouveau `/organiser site confirmer`.
refusal-unit-own = C’est votre propre proposition : une autre personne de l’équipe doit la confirmer. Rien n’a changé.
refusal-unit-proposer-gone = La personne qui a proposé cela a fait effacer ses données ; on ne peut plus savoir si vous en êtes une autre. Proposez-le de nouveau avec `/organiser site modifier`. Rien n’a changé.
refusal-unit-size = L’effectif doit être un nombre entier de 1 à { $most }. Rien n’a été enregistré.
refusal-unit-too-many = Il y a déjà { $most } sites et services, le maximum. Supprimez-en un d’abord.

## Le journal

audit-act-unit-add = Site ou service proposé
audit-act-unit-edit = Changement d’un site ou service proposé
audit-act-unit-confirm = Site ou service confirmé
audit-act-unit-remove = Site ou service supprimé
audit-field-names = Noms
audit-field-size = Effectif
