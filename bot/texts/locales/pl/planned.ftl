contract-planned-for = Przetarg planowany na
contract-code-estimate = Szacunek zamawiającego
contract-code-project-state = Stan projektu
notice-type-uk1 = lista planowanych zakupów
notice-type-uk2 = wstępne konsultacje rynkowe
notice-type-uk3 = planowany przetarg
