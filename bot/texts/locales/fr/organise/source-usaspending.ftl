source-field-usaspending-suppliers = Fournisseurs (nom ou UEI)
    .placeholder = CAPGEMINI GOVERNMENT SOLUTIONS
source-field-usaspending-agencies = Organismes (nom exact)
    .placeholder = U.S. Immigration and Customs Enforcement
source-field-usaspending-keywords = Mots-clés (un seul suffit)
    .placeholder = skip tracing
