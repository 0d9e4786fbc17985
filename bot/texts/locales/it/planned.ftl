contract-planned-for = Gara prevista per il
contract-code-estimate = Stima del committente
contract-code-project-state = Stato del progetto
notice-type-uk1 = elenco di acquisti previsti
notice-type-uk2 = consultazione preliminare del mercato
notice-type-uk3 = gara prevista
