source-field-usaspending-suppliers = Suppliers (name or UEI)
    .placeholder = CAPGEMINI GOVERNMENT SOLUTIONS
source-field-usaspending-agencies = Agencies (exact name)
    .placeholder = U.S. Immigration and Customs Enforcement
source-field-usaspending-keywords = Keywords (any of them)
    .placeholder = skip tracing
