### Ways of signing: in Discord, or on paper alone.

## On the card

demand-count-paper = { $count ->
    [0] Nessuna firma su carta è ancora confermata.
    [one] **{ $count } firma su carta**, inserita da una persona del team della campagna e confermata da un’altra.
   *[other] **{ $count } firme su carta**, inserite da una persona del team della campagna e confermate da un’altra.
}
demand-by-discord = Si firma in Discord, che vede chi preme; una rivendicazione su carta non passa da Discord.
demand-by-paper = Si firma su carta: chiedi un foglio al team della campagna. Il bot non conserva nessun nome e Discord non ne vede.

## To whoever would sign or withdraw in Discord

demand-sign-paper = Questa rivendicazione si firma su carta. Non è cambiato nulla. Chiedi un foglio al team della campagna, o di cancellare il tuo nome: il bot non ne conserva nessuno.
refusal-signed-on-paper = Questa rivendicazione si firma su carta. Non è cambiato nulla. Chiedi un foglio al team della campagna, o di cancellare il tuo nome: il bot non ne conserva nessuno.
