command-contracts-chart = grafico
    .description = Un’immagine degli importi nel tempo, contratto per contratto, e dei tetti.
command-contracts-chart-option-contract = contratto
    .description = Un contratto, o un accordo quadro con i suoi ordini; vuoto per tutto ciò che si monitora.
