source-field-ocds-address = Address of the data
    .placeholder = https://www.find-tender.service.gov.uk/api/1.0/ocdsReleasePackages
source-field-ocds-suppliers = Suppliers (part of a name, or number)
    .placeholder = Capgemini
source-field-ocds-buyers = Public buyers (part of a name, or number)
    .placeholder = Home Office
source-field-ocds-words = Words of the title or the description
    .placeholder = facial recognition

query-no-condition = Say what to look for: at least one supplier, one public buyer or one word. Without any, everything in this data would be watched.
query-file-name = “{ $value }” is not the name of a file with Open Contracting data. Give a name without folders that ends in .json, .jsonl or .json.gz.
query-address-or-file = Give an address or a file, not both. Make two watches to follow both.
