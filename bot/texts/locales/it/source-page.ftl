source-name-page = Pagina web
source-complete-page = La pagina deve finire come prima. Le differenze si controllano una seconda volta.
