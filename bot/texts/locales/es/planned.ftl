contract-planned-for = Licitación prevista para el
contract-code-estimate = Estimación del comprador
contract-code-project-state = Estado del proyecto
notice-type-uk1 = lista de compras previstas
notice-type-uk2 = consulta previa al mercado
notice-type-uk3 = licitación prevista
