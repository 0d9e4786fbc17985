contract-planned-for = Aanbesteding gepland voor
contract-code-estimate = Raming van de koper
contract-code-project-state = Stand van het project
