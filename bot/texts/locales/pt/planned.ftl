contract-planned-for = Licitação planejada para
contract-code-estimate = Estimativa do comprador
contract-code-project-state = Situação do projeto
