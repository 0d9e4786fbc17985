source-name-decp = DECP (contratos públicos franceses)
source-complete-decp = Primeiro contam-se as linhas. Uma exportação com menos não é usada, nem um contrato com menos linhas do que a busca encontrou.
