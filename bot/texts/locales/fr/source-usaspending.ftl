source-complete-usaspending = Les pages sont lues jusqu’à la première qui n’est pas pleine ; après une page pleine, la suivante est demandée, quoi qu’en dise la source.
source-field-usaspending-suppliers = Fournisseurs (nom ou UEI)
    .placeholder = CAPGEMINI GOVERNMENT SOLUTIONS
source-field-usaspending-agencies = Organismes (nom exact)
    .placeholder = U.S. Immigration and Customs Enforcement
source-field-usaspending-keywords = Mots-clés (un seul suffit)
    .placeholder = skip tracing
