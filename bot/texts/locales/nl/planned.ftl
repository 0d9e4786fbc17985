contract-planned-for = Aanbesteding gepland voor
contract-code-estimate = Raming van de opdrachtgever
contract-code-project-state = Stand van het project
notice-type-uk1 = lijst van geplande aankopen
notice-type-uk2 = marktconsultatie vooraf
notice-type-uk3 = geplande aanbesteding
