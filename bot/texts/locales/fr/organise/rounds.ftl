## Tours de signatures intraçables

refusal-round-no-roster = Un tour demande le fichier des adhérent·es du syndicat, et il n’y en a pas. Rien n’a changé. Demandez à la personne qui administre le bot de l’importer avec `tocsin roster import`.
refusal-round-begun-today = Un tour a déjà commencé aujourd’hui, ou porte une date à venir. Rien n’a changé. Attendez demain.
refusal-round-none = Cette revendication se signe sur la page de signature, et aucun tour n’a encore commencé : personne n’a de jeton pour signer. Rien n’a changé. Commencez un tour, et ouvrez la revendication une semaine plus tard.
refusal-round-too-young = Le tour est trop récent : les membres doivent avoir une semaine pour obtenir leurs jetons, afin que personne ne les demande pour cette seule revendication. Rien n’a changé. Ouvrez la revendication le { $day } ou après.
refusal-round-too-few = Moins de { $least } places ont leurs jetons : parmi si peu, une signature en dirait trop. Rien n’a changé. Demandez aux membres d’aller sur la page de signature, et réessayez.
refusal-round-restored = La base de données vient d’une sauvegarde, et aucune ne dit qui a reçu des jetons : plus rien n’est émis dans ce tour. Rien n’a changé. Commencez un nouveau tour, et ouvrez la revendication une semaine plus tard.
refusal-round-no-key = Toutes les clés d’émission de ce tour sont prises par une revendication. Rien n’a changé. Commencez un nouveau tour, et ouvrez la revendication une semaine plus tard.

## Au registre

audit-act-round-begin = A commencé un tour de signatures intraçables
audit-subject-rounds = les tours de signatures intraçables
audit-field-keys = Clés d’émission
audit-act-roster-issued = A affiché, pour un contrôle, à quelles places des jetons ont été donnés
audit-field-round = Tour

## Accès à la page de signature

refusal-round-not-kept = On ne sait plus à qui des jetons de ce tour ont été donnés, ou il n’y a pas eu de tel tour. La trace disparaît à la clôture de la dernière liste de signatures du tour.
refusal-round-signing = On peut encore recevoir des jetons de ce tour, ou signer avec : une liste montrerait qui vient, et quand. Rien n’a été affiché. Elle s’affiche une fois la signature close et le tour suivant commencé, jusqu’à la clôture de la dernière liste de signatures de ce tour.
audit-act-card-codes = Codes de signature faits pour les places qui n’en avaient pas
audit-act-card-code = Nouveau code de signature fait pour un membre
objection-title = Un membre s’oppose à un nouveau code de signature
objection-what = Un nouveau code a été fait pour un membre qui a une carte de signature, et la personne qui l’a s’y oppose : le nouveau code ne fonctionne plus. Ce message ne dit pas de qui il s’agit.
objection-next = La personne qui a fait le code sait pour quel membre. Demandez de vive voix à ce membre qui le voulait et qui a la carte de signature, avant d’en faire un autre avec `tocsin roster`.
