source-field-ocds-address = Publisher, or address of the data
    .placeholder = Find a Tender, Contracts Finder, Scotland, Wales, Germany, Italy, Québec, or https://…
source-field-ocds-suppliers = Suppliers (part of a name, or number)
    .placeholder = Capgemini
source-field-ocds-buyers = Public buyers (part of a name, or number)
    .placeholder = Home Office
source-field-ocds-words = Words in the title or the description
    .placeholder = facial recognition

query-no-condition = What to look for is missing. Nothing was saved. Name at least one supplier, one public buyer or one word: otherwise everything in this data would be watched.
query-file-name = “{ $value }” is not the name of a file with Open Contracting data. Nothing was saved. Give a name without folders that ends in .json, .jsonl or .json.gz.
query-address-or-file = There is both an address and a file. Nothing was saved. Give one of them, and make two watches to follow both.
