### La source « page » : une page web, et les adresses qu’une veille de page ou de flux ne peut pas avoir.

source-field-page-address = Adresse de la page
    .placeholder = https://www.exemple.com/nos-references/agence

query-address-missing = Il manque l’adresse. Rien n’a été enregistré. Ouvrez la page dans un navigateur et copiez ce qui figure dans la barre d’adresse.
query-address-too-long = Cette adresse est trop longue (maximum { $value } caractères). Rien n’a été enregistré. Essayez sans ce qui suit le point d’interrogation.
query-address-not-web = « { $value } » n’est pas une adresse web. Rien n’a été enregistré. Elle doit ressembler à https://www.exemple.org/page : ouvrez-la dans un navigateur et copiez ce qui figure dans la barre d’adresse.
query-address-user-info = Cette adresse contient un nom d’utilisateur ou un mot de passe, qui serait conservé et montré. Rien n’a été enregistré. Donnez une adresse que tout le monde peut ouvrir sans cela.
query-address-not-public = « { $value } » mène dans un réseau privé. Rien n’a été enregistré. Seules les adresses que tout le monde peut ouvrir sur internet peuvent être surveillées.
query-address-port = Le port { $value } n’est pas celui d’un site web : les navigateurs ne l’ouvrent pas non plus. Rien n’a été enregistré. Donnez une adresse qui s’ouvre dans un navigateur.
