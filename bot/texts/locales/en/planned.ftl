contract-planned-for = Tender planned for
contract-code-estimate = Estimate by the buyer
contract-code-project-state = State of the project
notice-type-uk1 = pipeline of planned purchases
notice-type-uk2 = early talk with suppliers
notice-type-uk3 = planned tender
