### Fakten: was eine Kampagne sagt, auf wessen Wort, und wann das geprüft wurde.

## Wie sicher eine Aussage ist. «meaning» erklärt das Wort, wo Platz ist.

fact-state-confirmed = Bestätigt
    .meaning = Öffentliche Unterlagen zeigen es, oder die Betroffenen haben es bestätigt.
fact-state-stated = Laut Aussage
    .meaning = Jemand sagt es; der Text nennt, wer. Nicht mit Unterlagen abgeglichen.
fact-state-disputed = Umstritten
    .meaning = Es wurde veröffentlicht, aber die Unterlagen oder die andere Seite sagen etwas anderes. Lies den Text, bevor du es zitierst.
fact-state-unconfirmed = Unbestätigt
    .meaning = Es wurde veröffentlicht, aber Unterlagen dazu wurden nicht gefunden. Zitier es nicht als sicher.

## Was nicht ging

refusal-no-such-fact = Diesen Fakt gibt es hier nicht, oder er wurde entfernt. Es wurde nichts geändert. Wähl einen aus der Liste.
