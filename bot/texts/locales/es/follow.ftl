gathered-why = Desde el { $since }, primero lo más importante:
digest-next-day = A partir de ahora, los cambios se publican aquí una vez al día.
digest-next-week = A partir de ahora, los cambios se publican aquí una vez a la semana.
status-gathered =
    { $count ->
        [one] 1 novedad espera al próximo resumen: { $moment }.
       *[other] { $count } novedades esperan al próximo resumen: { $moment }.
    }
status-thread-refused = **No se abren hilos:** al bot le falta «Crear hilos públicos» en ese canal. Las publicaciones llegan igualmente. El equipo de campaña puede darle ese permiso en los ajustes del canal, en Permisos.
status-publish-refused = **Las publicaciones no se difunden a los servidores que siguen el canal:** el bot no puede enviar mensajes allí. El equipo de campaña puede darle ese permiso en los ajustes del canal, en Permisos.
status-unpublished =
    { $count ->
        [one] 1 publicación espera a difundirse a los servidores que siguen el canal: Discord admite 10 por hora.
       *[other] { $count } publicaciones esperan a difundirse a los servidores que siguen el canal: Discord admite 10 por hora.
    }
help-roles = ¿Solo algunas novedades? Elige o quítate tú estos roles, en *Canales y roles*, arriba en la lista de canales, si se ofrecen allí. El bot no da roles. Todo el mundo en este servidor puede ver quién tiene uno.
help-role = • { $role }: { $news }
news-contracts = contratos y dinero
news-publications = anuncios, artículos y páginas web
news-demands = reivindicaciones, recuentos y respuestas
news-deadlines = últimos días para firmar
