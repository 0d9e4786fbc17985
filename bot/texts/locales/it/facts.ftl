### Fatti: che cosa dice una campagna, chi lo dice, e quando è stato verificato.

## Che cosa si sa di un’affermazione. «meaning» spiega la parola dove c’è spazio.

fact-state-confirmed = Confermato
    .meaning = Lo mostra un documento pubblico, o lo hanno confermato le persone o gli enti interessati.
fact-state-stated = Dichiarato
    .meaning = Qualcuno lo dice; il testo indica chi. Non verificato in un documento pubblico.
fact-state-disputed = Contestato
    .meaning = È stato pubblicato, ma un documento pubblico o l’altra parte dicono altro. Leggi il testo prima di citarlo.
fact-state-unconfirmed = Non confermato
    .meaning = È stato pubblicato, ma non si è trovato nessun documento che lo provi. Non citarlo come certo.

## Che cosa non è riuscito

refusal-no-such-fact = Questo fatto qui non c’è, o è stato tolto. Non è cambiato nulla. Scegline uno dall’elenco.
