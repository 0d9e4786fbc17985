### Fatti: che cosa dice una campagna, chi lo dice, e quando è stato verificato.

## Che cosa si sa di un’affermazione. «meaning» spiega la parola dove c’è spazio.

fact-state-confirmed = Confermato
    .meaning = Lo mostrano gli atti pubblici, o lo hanno confermato le persone o gli enti interessati.
fact-state-stated = Dichiarato
    .meaning = Qualcuno lo dice; il testo indica chi. Non lo abbiamo verificato negli atti.
fact-state-disputed = Contestato
    .meaning = È stato pubblicato, ma gli atti o l’altra parte dicono altro. Leggi il testo prima di citarlo.
fact-state-unconfirmed = Non confermato
    .meaning = È stato pubblicato, e non abbiamo trovato atti che lo provino. Non citarlo come certo.

## Che cosa non è riuscito

refusal-no-such-fact = Questo fatto qui non c’è, o è stato tolto. Scegline uno dall’elenco dei fatti.
