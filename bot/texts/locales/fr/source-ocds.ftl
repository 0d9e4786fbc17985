source-name-ocds = Données Open Contracting (OCDS)
source-complete-ocds = Les liens sont suivis jusqu’à la dernière page. Si une page pleine n’a pas de lien vers la suivante, sa période est relue en deux moitiés.
