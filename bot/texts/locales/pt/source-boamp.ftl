source-name-boamp = BOAMP (avisos franceses)
source-complete-boamp = Todos os avisos que o portal conta têm de chegar. Se o número cair durante a leitura, considera-se que faltam alguns.
