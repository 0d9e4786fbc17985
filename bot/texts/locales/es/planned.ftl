contract-planned-for = Licitación prevista para el
contract-code-estimate = Estimación del comprador
contract-code-project-state = Estado del proyecto
