### Fakten: was eine Kampagne sagt, auf wessen Wort, und wann das geprüft wurde.

## Wie sicher eine Aussage ist. «meaning» erklärt das Wort, wo Platz ist.

fact-state-confirmed = Bestätigt
    .meaning = Die öffentlichen Unterlagen zeigen es, oder die Betroffenen haben es bestätigt.
fact-state-stated = Behauptet
    .meaning = Jemand sagt es; der Text nennt, wer. Wir haben es nicht mit Unterlagen abgeglichen.
fact-state-disputed = Umstritten
    .meaning = Es wurde veröffentlicht, aber die Unterlagen oder die andere Seite sagen etwas anderes. Lies den Text, bevor du es zitierst.
fact-state-unconfirmed = Unbestätigt
    .meaning = Es wurde veröffentlicht, und wir haben keine Unterlagen gefunden, die es belegen. Zitier es nicht als sicher.

## Was nicht ging

refusal-no-such-fact = Diesen Fakt gibt es hier nicht, oder er wurde entfernt. Wähl einen aus der Liste der Fakten.
