## Tours de signatures intraçables

refusal-round-no-roster = Un tour demande le fichier des adhérent·es du syndicat, et il n’y en a pas. Rien n’a été changé. Demandez à la personne qui fait tourner le bot de l’importer avec `tocsin roster import`.
refusal-round-begun-today = Un tour a déjà commencé aujourd’hui, ou porte une date à venir. Rien n’a été changé. Attendez demain.
refusal-round-none = Cette revendication se signe sur la page de signature, et aucun tour n’a encore commencé : personne n’a de jeton pour signer. Rien n’a été changé. Commencez un tour, et ouvrez la revendication une semaine plus tard.
refusal-round-too-young = Le tour est trop récent : les membres doivent avoir une semaine pour obtenir leurs jetons, afin que personne ne les demande pour cette seule revendication. Rien n’a été changé. Ouvrez la revendication le { $day } ou après.
refusal-round-too-few = Moins de { $least } places ont leurs jetons : parmi si peu, une signature en dirait trop. Rien n’a été changé. Demandez aux membres d’aller sur la page de signature, et réessayez.
refusal-round-no-key = Toutes les clés d’émission de ce tour sont prises par une revendication. Rien n’a été changé. Commencez un nouveau tour, et ouvrez la revendication une semaine plus tard.

## Au registre

audit-act-round-begin = A commencé un tour de signatures intraçables
audit-subject-rounds = les tours de signatures intraçables
audit-field-keys = Clés d’émission
