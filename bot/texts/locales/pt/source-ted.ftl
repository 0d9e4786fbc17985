source-name-ted = TED (União Europeia)
source-complete-ted = Todos os avisos que o TED conta têm de chegar. Se o número cair durante a leitura, considera-se que faltam alguns.
