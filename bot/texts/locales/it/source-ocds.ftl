source-name-ocds = Dati sugli appalti aperti (OCDS)
source-complete-ocds = Si seguono i link fino all’ultima pagina. Se una pagina piena non ha un link alla successiva, il suo periodo si legge di nuovo in due metà.
