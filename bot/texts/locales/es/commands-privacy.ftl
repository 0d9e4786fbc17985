command-privacy = privacidad
    .description = Qué pasa con tus datos.
command-privacy-notice = aviso
    .description = Qué se guarda, dónde, cuánto tiempo, y cómo retirar tu firma.
command-privacy-export = exportar
    .description = Una copia de lo que se guarda sobre ti: pedida hoy, lista mañana.
command-privacy-erase = borrar
    .description = Retirar todas las firmas de esta cuenta y borrar sus datos.
