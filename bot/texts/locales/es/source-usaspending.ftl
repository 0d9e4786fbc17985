source-complete-usaspending = Se leen páginas hasta que una no esté llena, aunque la fuente diga que no hay más.
