contract-planned-for = Gara prevista per il
contract-code-estimate = Stima dell’acquirente
contract-code-project-state = Stato del progetto
