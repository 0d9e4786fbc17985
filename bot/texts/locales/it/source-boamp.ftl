source-name-boamp = BOAMP (avvisi francesi)
source-complete-boamp = Devono arrivare tutti gli avvisi che il portale conta. Se il numero cala durante la lettura, alcuni contano come mancanti.
