command-updates = novedades
    .description = Qué ha cambiado en los contratos, y cómo van los seguimientos.
command-updates-latest = últimas
    .description = Los últimos cambios de los contratos.
command-updates-status = estado
    .description = Cuándo se leyeron las fuentes, qué falló, y qué espera a publicarse.
