gathered-why = Desde el { $since }, lo mayor primero:
digest-next-day = A partir de ahora, los cambios se publican aquí una vez al día.
digest-next-week = A partir de ahora, los cambios se publican aquí una vez a la semana.
status-gathered =
    { $count ->
        [one] 1 novedad espera al próximo resumen: { $moment }.
       *[other] { $count } novedades esperan al próximo resumen: { $moment }.
    }
