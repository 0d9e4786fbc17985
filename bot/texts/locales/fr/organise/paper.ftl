### Les signatures sur papier : une ligne à part, jamais ajoutée au décompte publié.

paper-title = Signatures sur papier
paper-none = Aucune feuille n’a été saisie. `/organiser action:papier saisir` permet d’en saisir.
paper-apart = Les signatures sur papier sont comptées à part et ne s’ajoutent jamais au décompte publié. Les numérisations restent chez vous : elles sont pleines de noms, et Discord ne doit pas les avoir. Seul leur SHA-256 est conservé ; il montre plus tard qu’une numérisation est bien celle qui a été comptée.
paper-signatures = { $count ->
    [one] { $count } signature
   *[other] { $count } signatures
}
paper-state-entered = Saisies le { $day }. Elles compteront dès qu’une autre personne de l’équipe de campagne les aura confirmées.
paper-state-confirmed = Confirmées le { $day } par une autre personne que celle qui les a saisies.
paper-state-withdrawn = Retirées le { $day } : { $note }

paper-entered-title = Saisies, à confirmer
paper-entered = Rien n’est encore compté. Donnez la même numérisation à **une autre personne de l’équipe de campagne**, hors de Discord : elle compte les signatures, calcule elle-même le SHA-256 de la numérisation, et lance `/organiser action:papier confirmer`. Ne publiez pas la numérisation ici : elle est pleine de noms.

paper-confirming-title = Confirmer ces feuilles ?
paper-confirming = N’appuyez sur le bouton que si vous avez compté le même nombre de signatures sur la même numérisation, et si le SHA-256 que **vous** avez calculé est celui ci-dessus. Il sera consigné qu’une seconde personne répond de ce nombre.
button-confirm-paper = Je les ai comptées : confirmer
paper-confirmed-title = Confirmées
paper-confirmed = Ces signatures figurent désormais à côté du décompte publié, « sur papier ».
paper-withdrawn-title = Retirées
paper-withdrawn = Ces feuilles ne comptent plus. Elles restent dans les exports, avec votre note.

refusal-no-such-paper = Il n’y a pas de telles feuilles ici. Rien n’a changé. Choisissez dans la liste.
refusal-paper-label = Le libellé manque ou est trop long (maximum { $limit } caractères). Rien n’a été enregistré. Donnez-en un qui permette à d’autres de retrouver les feuilles.
refusal-paper-count = Le nombre de signatures est un nombre entier, d’au moins une et d’au plus { $most }. Rien n’a été enregistré.
refusal-paper-hash = Ceci n’est pas un SHA-256, qui compte 64 caractères, de 0 à 9 et de a à f. Rien n’a été enregistré. Calculez-le à partir de la numérisation sur votre propre machine. Linux : `sha256sum FICHIER`. macOS : `shasum -a 256 FICHIER`. Windows : `certutil -hashfile FICHIER SHA256`.
refusal-paper-hash-empty = Ceci est le SHA-256 d’un fichier vide. Rien n’a été enregistré. Numérisez de nouveau les feuilles et recalculez-le.
refusal-paper-twice = Cette numérisation est déjà saisie pour cette revendication, sous le libellé « { $label } ». Rien n’a été enregistré : les mêmes feuilles ne doivent pas compter deux fois.
refusal-paper-own = Vous avez saisi ces feuilles. Rien n’a changé. Une autre personne de l’équipe de campagne doit les confirmer.
refusal-paper-proposer-gone = Les données de la personne qui a saisi ces feuilles ont été effacées : le bot ne peut pas savoir si vous êtes quelqu’un d’autre. Rien n’a changé. Retirez-les avec `/organiser action:papier retirer` et saisissez-les de nouveau.
refusal-paper-confirmed = Ces feuilles sont déjà confirmées. Rien n’a changé.
refusal-paper-withdrawn = Ces feuilles sont retirées. Rien n’a changé. Saisissez-les de nouveau si elles doivent compter.
refusal-paper-note = Dites en { $limit } caractères au plus pourquoi ces feuilles ne comptent plus : cela figure dans les exports. Rien n’a changé.

## Au journal

audit-act-paper-enter = Signatures sur papier saisies
audit-act-paper-confirm = Signatures sur papier confirmées
audit-act-paper-withdraw = Signatures sur papier retirées
audit-field-demand = Revendication
audit-field-sheets = Feuilles
audit-field-signatures = Signatures
audit-field-scan_sha256 = SHA-256 de la numérisation
