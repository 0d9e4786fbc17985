source-name-approch = APProch (acquisti previsti)
source-complete-approch = Devono arrivare tutti i progetti che il portale conta. Se il numero cala durante la lettura, alcuni contano come mancanti.
