source-name-decp = DECP (marchés publics français)
source-complete-decp = Les lignes sont d’abord comptées ; un export qui en a moins n’est pas utilisé, ni un contrat qui a moins de lignes que la recherche n’en a trouvé.
