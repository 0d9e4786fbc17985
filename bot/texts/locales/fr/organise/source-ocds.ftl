source-field-ocds-address = Éditeur, ou adresse des données
    .placeholder = Find a Tender, Contracts Finder, Écosse, Pays de Galles, Allemagne, Italie, Québec, ou https://…
source-field-ocds-suppliers = Fournisseurs (partie du nom, ou numéro)
    .placeholder = Capgemini
source-field-ocds-buyers = Acheteurs publics (partie du nom, ou numéro)
    .placeholder = Home Office
source-field-ocds-words = Mots du titre ou de la description
    .placeholder = reconnaissance faciale

query-no-condition = Il manque ce qu’il faut chercher. Rien n’a été enregistré. Donnez au moins un fournisseur, un acheteur public ou un mot : sinon, la veille suivrait toutes ces données.
query-file-name = « { $value } » n’est pas le nom d’un fichier de données Open Contracting. Rien n’a été enregistré. Donnez un nom sans dossier qui finit par .json, .jsonl ou .json.gz.
query-address-or-file = Il y a à la fois une adresse et un fichier. Rien n’a été enregistré. Donnez l’un des deux ; pour suivre les deux, faites deux veilles.
