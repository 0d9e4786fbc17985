refusal-contract-unknown = Ningún seguimiento de este servidor sigue este contrato. Elige uno de la lista: `/contratos lista`.

fault-unreachable = No se pudo llegar a la fuente, o no respondió a tiempo. El bot lo sigue intentando.
fault-timeout = No se pudo llegar a la fuente, o no respondió a tiempo. El bot lo sigue intentando.
fault-busy = La fuente está sobrecargada. El bot lo sigue intentando.
fault-server-error = La fuente respondió con un error suyo. El bot lo sigue intentando.
fault-refused =
    { $source ->
        [page] El sitio no deja que el bot lea esta página. El bot lo sigue intentando; si persiste y la página se abre en un navegador, el sitio no deja entrar a los programas: quita el seguimiento y elige otra página.
        [feed] El sitio no deja que el bot lea este feed. El bot lo sigue intentando; si persiste y el feed se abre en un navegador, el sitio no deja entrar a los programas: quita el seguimiento y elige otro feed.
       *[other] La fuente rechaza esta búsqueda. Si persiste, cambia el seguimiento: `/organise do:watch edit`.
    }
fault-bad-answer = La respuesta de la fuente no se puede leer. El bot lo sigue intentando; si persiste, avisa a la persona que lo administra.
fault-pages-missing = La lista de la fuente está incompleta: una página falta, se repite o no cuadra con el total. No se pasa nada por alto: el bot lee la misma parte otra vez hasta que esté completa. Si persiste, avisa a la persona que administra el bot.
fault-filter-ignored = La fuente ignoró parte de la búsqueda, así que no se usó su respuesta. Si persiste, avisa a la persona que administra el bot.
fault-too-many = Coinciden más de 1.000 contratos. Acota el seguimiento: `/organise do:watch edit`.
fault-gone = La fuente ya no conoce esta dirección. Si la dio tu equipo, búscala en un navegador y pon la dirección nueva en el seguimiento: `/organise do:watch edit`. Si no, avisa a la persona que administra el bot.
fault-too-big = La respuesta es más larga de lo que el bot puede leer. Si persiste, acota el seguimiento o ponle otra dirección: `/organise do:watch edit`.
fault-too-complex = La respuesta es demasiado compleja, así que el bot dejó de leerla. No ha cambiado nada. Si persiste, quita el seguimiento y elige otra dirección.
fault-allowance = Las respuestas de hoy de esta fuente ocupan todo el espacio que un seguimiento, o todos los de un servidor, pueden usar en un día. La lectura continúa mañana. Si persiste, acota el seguimiento: `/organise do:watch edit`.
fault-no-host = No hay ningún sitio web público en esta dirección. Revisa cómo está escrita y corrígela: `/organise do:watch edit`.
fault-not-public = Esta dirección lleva a una red privada, y el bot solo lee direcciones públicas. Pon una dirección pública en el seguimiento: `/organise do:watch edit`.
fault-not-loopback = En la demostración, el bot solo lee lo que imita un programa de esta máquina: ninguna fuente de internet.
fault-moved = La dirección lleva ahora a otro sitio, que el bot no sigue. Ábrela en un navegador y pon en el seguimiento la dirección a la que llegues: `/organise do:watch edit`. Si tu equipo nunca dio una dirección, avisa a la persona que administra el bot.
fault-not-allowed = El sitio pide a los programas que no lean esta página, y el bot lo respeta. Quita el seguimiento y elige otra página.
fault-left-out = Este feed tiene más de 200 entradas, y no todas llevan fecha: el bot lee 200 y no puede saber si entre las demás hay más recientes. Si hay un feed más corto, o con fechas, pon su dirección en el seguimiento: `/organise do:watch edit`.
fault-resting = La fuente falló varias veces seguidas, así que el bot la deja tranquila un rato. Lo intenta de nuevo por su cuenta.
fault-partly = Algunos contratos no se pudieron leer. Los demás se siguen como siempre, y el bot vuelve a intentarlo con estos en cada lectura. Si persiste, avisa a la persona que lo administra.
fault-internal = Algo ha fallado en el propio bot. Lo sigue intentando; la persona que lo administra encuentra los detalles en el registro técnico del bot.
