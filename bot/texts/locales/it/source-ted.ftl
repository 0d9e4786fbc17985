source-name-ted = TED (Unione europea)
source-complete-ted = Devono arrivare tutti gli avvisi che TED conta. Se il numero cala durante la lettura, alcuni contano come mancanti.
