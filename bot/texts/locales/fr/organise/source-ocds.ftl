source-field-ocds-address = Adresse des données
    .placeholder = https://www.find-tender.service.gov.uk/api/1.0/ocdsReleasePackages
source-field-ocds-suppliers = Fournisseurs (partie du nom, ou numéro)
    .placeholder = Capgemini
source-field-ocds-buyers = Acheteurs (partie du nom, ou numéro)
    .placeholder = Home Office
source-field-ocds-words = Mots du titre ou de la description
    .placeholder = reconnaissance faciale

query-no-condition = Dites quoi chercher : au moins un fournisseur, un acheteur public ou un mot. Sans cela, la veille suivrait toutes ces données.
query-file-name = « { $value } » n’est pas le nom d’un fichier de données Open Contracting. Donnez un nom sans dossier qui finit par .json, .jsonl ou .json.gz.
query-address-or-file = Donnez une adresse ou un fichier, pas les deux. Pour suivre les deux, faites deux veilles.
