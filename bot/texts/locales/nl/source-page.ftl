source-name-page = Webpagina
source-complete-page = De pagina moet eindigen zoals eerder. Verschillen worden een tweede keer gecontroleerd.
