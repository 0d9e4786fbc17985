### Les sites et services que l’on peut indiquer en signant.

units-title = Sites
units-none = Il n’y en a pas encore : on ne demande à personne son lieu de travail. Ajoutez-en un avec `/organiser action:site ajouter`.
units-rule = Une répartition ne montre un site que si deux personnes de l’équipe en ont confirmé l’effectif, si dix personnes ou plus y ont signé, mais pas plus de neuf sur dix, et si personne ne peut en déduire un nombre plus petit.
unit-proposed = C’est proposé. On pourra l’indiquer en signant dès qu’**une autre personne de l’équipe** l’aura confirmé avec `/organiser action:site confirmer`.
unit-confirming = N’appuyez sur le bouton que si vous connaissez ce site et qu’à peu près autant de personnes y travaillent : un effectif inventé peut trahir des signataires. Il est consigné qu’une deuxième personne de l’équipe en répond.
button-confirm-unit = C’est exact : confirmer
unit-confirmed = Confirmé : **{ $name }**, avec { unit-size }. On peut l’indiquer en signant, sans obligation.
unit-state-proposed = attend une autre personne de l’équipe : `/organiser action:site confirmer`
unit-proposal = Proposé :
unit-not-proposed = Plus rien n’est proposé : **{ $name }** reste tel quel, avec { unit-size }.
unit-removed = **{ $name }** a été supprimé. Les signatures qui l’indiquent restent, et compteront comme n’indiquant rien dès la prochaine publication.
unit-least-size = Les répartitions s’en tiennent au plus petit effectif jamais indiqué, { $size } : un effectif plus grand ne doit pas révéler ce que le plus petit cachait. Si c’était une erreur, supprimez-le et ajoutez-le de nouveau.

## Refus
refusal-unit-without-name = Il faut un nom, dans au moins une langue. Rien n’a changé.
refusal-unit-name-long = Le nom est trop long ({ $length } caractères ; maximum { $limit }). Rien n’a changé. Raccourcissez-le et recommencez.
refusal-unit-name-taken = Un site s’appelle déjà « { $name } ». Rien n’a changé. Choisissez un autre nom, ou corrigez celui-là avec `/organiser action:site modifier`.
refusal-unit-unchanged = Il a déjà ce nom et cet effectif. Rien n’a changé.
refusal-unit-confirmed = Son nom et son effectif sont déjà confirmés. Rien n’a changé.
refusal-unit-not-proposed = Rien n’est proposé pour ce site. Rien n’a changé. Proposez son effectif avec `/organiser action:site modifier`, puis une autre personne de l’équipe le confirme.
refusal-unit-proposal-changed = Autre chose a été proposé entre-temps. Rien n’a changé. Utilisez de nouveau `/organiser action:site confirmer`.
refusal-unit-own = Cette proposition est de vous, en tout ou en partie. Rien n’a changé. Une personne de l’équipe qui n’y a pas pris part doit la confirmer.
refusal-unit-proposer-gone = Les données d’une personne qui a pris part à cette proposition ont été effacées : le bot ne peut pas savoir si vous êtes quelqu’un d’autre. Rien n’a changé. Proposez-la de nouveau avec `/organiser action:site modifier`. Si le site n’a jamais été confirmé, supprimez-le et ajoutez-le de nouveau.
refusal-unit-size = L’effectif est un nombre entier de 1 à { $most }. Rien n’a changé.
refusal-unit-too-many = Il y a déjà { $most } sites (le maximum). Rien n’a changé. Supprimez-en un d’abord.

## Le journal

audit-act-unit-add = Site proposé
audit-act-unit-edit = Changement d’un site proposé
audit-act-unit-confirm = Site confirmé
audit-act-unit-remove = Site supprimé
audit-field-names = Noms
audit-field-size = Effectif
