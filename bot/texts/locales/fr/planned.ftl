contract-planned-for = Appel à la concurrence prévu le
contract-code-estimate = Estimation de l’acheteur
contract-code-project-state = État du projet
notice-type-uk1 = liste d’achats prévus
notice-type-uk2 = consultation préalable du marché
notice-type-uk3 = appel à la concurrence prévu
