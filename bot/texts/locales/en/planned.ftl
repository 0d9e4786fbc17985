contract-planned-for = Call for offers planned for
contract-code-estimate = Buyer’s estimate
contract-code-project-state = Status of the project
notice-type-uk1 = list of planned purchases
notice-type-uk2 = early talks with suppliers
notice-type-uk3 = planned call for offers
