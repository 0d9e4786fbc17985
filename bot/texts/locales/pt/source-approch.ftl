source-name-approch = APProch (compras francesas planejadas)
source-complete-approch = Todos os projetos que o portal conta têm de chegar. Se o número cair durante a leitura, considera-se que faltam alguns.
