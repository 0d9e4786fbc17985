contract-planned-for = Tender planned for
contract-code-estimate = Estimate by the buyer
contract-code-project-state = State of the project
