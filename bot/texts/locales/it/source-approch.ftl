source-name-approch = APProch (acquisti francesi previsti)
source-complete-approch = Devono arrivare tutti i progetti che il portale conta. Se il numero cala durante la lettura, alcuni contano come mancanti.
