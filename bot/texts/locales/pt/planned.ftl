contract-planned-for = Licitação planejada para
contract-code-estimate = Estimativa do comprador
contract-code-project-state = Situação do projeto
notice-type-uk1 = lista de compras planejadas
notice-type-uk2 = consulta prévia ao mercado
notice-type-uk3 = licitação planejada
