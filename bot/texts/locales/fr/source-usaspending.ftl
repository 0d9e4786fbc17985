source-complete-usaspending = Les pages sont lues jusqu’à la première qui n’est pas pleine, même si la source dit qu’il n’y en a plus.
source-field-usaspending-suppliers = Fournisseurs (nom ou UEI)
    .placeholder = CAPGEMINI GOVERNMENT SOLUTIONS
source-field-usaspending-agencies = Organismes (nom exact)
    .placeholder = U.S. Immigration and Customs Enforcement
source-field-usaspending-keywords = Mots-clés (un seul suffit)
    .placeholder = skip tracing
