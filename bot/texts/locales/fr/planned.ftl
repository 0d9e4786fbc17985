contract-planned-for = Appel d’offres prévu le
contract-code-estimate = Estimation de l’acheteur
contract-code-project-state = État du projet
