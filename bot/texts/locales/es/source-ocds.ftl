source-name-ocds = Datos de contratación abierta (OCDS)
source-complete-ocds = Se siguen los enlaces hasta la última página. Si una página llena no enlaza la siguiente, su período se lee otra vez en dos mitades.
