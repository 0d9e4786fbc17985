contract-planned-for = Przetarg planowany na
contract-code-estimate = Szacunek zamawiającego
contract-code-project-state = Stan projektu
