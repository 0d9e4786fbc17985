source-name-ocds = Otwarte dane o zamówieniach (OCDS)
source-complete-ocds = Odnośniki śledzi się do ostatniej strony. Jeśli pełna strona nie ma odnośnika do następnej, jej okres czyta się ponownie w dwóch połowach.
