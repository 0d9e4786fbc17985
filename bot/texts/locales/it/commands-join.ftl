command-join = collega
    .description = Collegare il tuo account con il codice del sindacato. La risposta la vedi solo tu.
command-join-option-code = codice
    .description = Il tuo codice; senza, te lo chiede un modulo.
