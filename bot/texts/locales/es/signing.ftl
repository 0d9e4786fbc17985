### La página en la que se firma sin cuenta. Frases cortas, para un teléfono.

## Antes de nada

signing-title = Firmar sin tu nombre
signing-lead = Aquí firmas sin cuenta. Tu nombre no está en la lista de firmas.
signing-before-title = Antes de empezar
signing-before-device = Usa tu propio teléfono u ordenador y tu propio navegador: no los de la empresa.
signing-before-network = Usa tu propia red: ni la wifi ni la VPN de la empresa.
signing-promised-title = Lo que se promete
signing-promised-who = Sin una tarjeta o un archivo de fichas, nadie puede saber más tarde, con lo que guardan el sindicato y Discord, de quién es una firma. Pero el sindicato registra quién recibió fichas: si firmaron casi todas esas personas, casi se sabe quién firmó. Hasta que se cierre la lista, una tarjeta muestra si se firmó con ella; un archivo de fichas, mientras exista.
signing-promised-count = Cualquiera puede contar las firmas. Puedes ver que la tuya está contada y retirarla hasta que se cierre la lista: con tu tarjeta o, si se perdió, fue sustituida o borrada, con un archivo de fichas.
signing-not-title = Lo que no se promete
signing-not-tokens = Que nadie sepa que tienes fichas, el derecho a firmar: el sindicato puede verlo.
signing-not-watched = Protección frente a quien te mira al firmar, cambia esta página o te obliga a enseñar tu tarjeta.
signing-not-roster = Que el registro de afiliación sea correcto.
signing-begin = Empezar
signing-board = Dirección del tablón de tu sindicato
signing-unable = Esta página no ha arrancado. Necesita JavaScript y un navegador de 2021 o posterior. Ábrela en otro navegador tuyo. Puedes leer las reivindicaciones en el tablón y preguntar a tu sindicato cómo firmar de otro modo.
signing-noscript = JavaScript está desactivado en este navegador. Actívalo para esta página.
signing-no-crypto = Este navegador no puede crear claves aquí. Abre la página en una dirección que empiece por https, o guárdala y ábrela desde tu disco, o usa otro navegador. Puedes leer las reivindicaciones en el tablón.
signing-framed = Esta página se muestra dentro de otra. Ábrela en su propia pestaña.

## Código, tarjeta

signing-choose-title = ¿Qué tienes?
signing-have-code = Tengo un código del sindicato
signing-have-card = Tengo una tarjeta
signing-have-file = Tengo un archivo: con mi tarjeta o con mis fichas
signing-only-look = Solo quiero leer las reivindicaciones
signing-notice = Qué pasa con tus datos
signing-kept-here = Hay fichas guardadas en este dispositivo.
signing-use-kept = Usarlas
signing-delete-kept = Borrarlas de este dispositivo
signing-kept-deleted = Ya no queda nada guardado en este dispositivo.
signing-go-on = Seguir
signing-code-title = Tu código
signing-code = Código del sindicato
signing-code-hint = Cuatro grupos de cuatro caracteres. Si te dieron dos mitades, escríbelas una tras otra.
signing-card-title = Tu tarjeta
signing-card-what = Este navegador acaba de crearla al azar. No hay otra copia. Anota los siete grupos o guárdalos en un archivo.
signing-card-care = No la enseñes a nadie, tampoco al sindicato. Quien la tenga puede ver si has firmado y retirar tu firma. La tarjeta no se envía a ninguna parte.
signing-written = La he anotado
signing-save-card = Guardar la tarjeta en un archivo
signing-card-file = Esta es tu tarjeta para firmar. No la enseñes a nadie. Si la pierdes, una nueva solo recibe fichas en la próxima ronda.
signing-confirm-title = ¿La has anotado?
signing-confirm = Escribe el grupo { $number } de tu tarjeta
signing-confirm-hint = Cuatro caracteres. Así sigues, y tu código queda usado.
signing-confirm-wrong = Ese no es el grupo { $number }. No se ha enviado nada. Compara con lo que anotaste o vuelve a ver la tarjeta.
signing-make-card = Usar mi código para esta tarjeta
signing-show-card = Volver a ver la tarjeta
signing-card-taken = Tu tarjeta se ha aceptado. Tu código queda usado.
signing-enter-card-title = Tu tarjeta
signing-enter-card = Los 28 caracteres de tu tarjeta
signing-enter-card-hint = Siete grupos de cuatro. Las mayúsculas, los espacios y los guiones dan igual.
signing-mistyped = Algún carácter está mal, falta o sobra (escritos: { $length }). Compara cada grupo.
signing-mistyped-groups = Mira el grupo { $groups }: algún carácter está mal, falta o sobra. Códigos y tarjetas no tienen 0, 1, I, L, O, S ni U.
signing-mistyped-first = Un carácter está mal. Compara cada grupo, empezando por el grupo { $groups }.

## Fichas

signing-get-title = Consigue tus fichas
signing-get-what = Una ficha permite firmar una vez, en una reivindicación. El sindicato la firma sin verla. Registra que has conseguido fichas, no lo que haces con ellas.
signing-get = Conseguir mis fichas
signing-tokens-title = Tienes fichas
signing-tokens-what = Fichas: { $number }, cada una para una reivindicación, abierta o futura. Puedes firmar ahora. Es más seguro guardarlas y firmar otro día: así nada muestra que ambas cosas se hicieron en una visita.
signing-keep-what = Se pierden al cerrar esta página, salvo que las guardes. Tu tarjeta vuelve a dar las mismas.
signing-save-tokens = Guardar las fichas en un archivo
signing-keep-here = Guardarlas en este dispositivo
signing-keep-care = Quien las encuentre puede ver si has firmado y retirar tu firma. Guárdalas solo en un dispositivo tuyo. Una ventana privada las olvida. Borra el archivo cuando se cierre la lista.
signing-kept = Guardadas en este dispositivo.
signing-kept-already = Ya hay fichas guardadas en este dispositivo. Guarda un archivo o borra antes las otras.
signing-not-kept = Este navegador no guarda nada, como en una ventana privada. Guarda un archivo.
signing-saved = Guardado como { $name }, si tu navegador lo dice.
signing-to-demands = Ver las reivindicaciones
signing-no-tokens = Ahora no hay fichas. Vuelve cuando tu sindicato abra una reivindicación.
signing-replaced = Se ha creado un código nuevo para tu lugar en el registro de afiliación. Desde el { $day } puede sustituir esta tarjeta. Si no lo pediste, oponte ahora.
signing-object = No lo pedí: oponerme
signing-objected = El código nuevo queda bloqueado. Tu sindicato lo hablará contigo en persona.
signing-look-code = ¿Se ha creado un código nuevo?
signing-no-new-code = No hay ningún código nuevo para tu lugar.
signing-remove = Borrar esta tarjeta
signing-remove-what = La tarjeta se borra entonces y ya no consigue fichas: necesitas otro código. Sigue registrado que tu lugar recibió fichas. Tus firmas se mantienen, y las fichas que tienes siguen valiendo. Si quieres retirar una firma, hazlo antes.
signing-remove-now = Borrarla
signing-removed = La tarjeta se ha borrado.

## Reivindicaciones

signing-demands-title = Las reivindicaciones
signing-no-demands = Ahora no hay ninguna reivindicación.
signing-open = Leer y firmar
signing-see = Leer
signing-no-token = No tienes aquí una ficha para esta reivindicación.
signing-back = Todas las reivindicaciones
signing-back-choose = Tarjeta o código
signing-count = Firmas: { $count }
signing-count-of = Firmas: { $count } (objetivo: { $goal })
signing-count-day = a { $day }
signing-state-open = Abierta.
signing-state-closed = Cerrada: sin firmas nuevas. Todavía puedes retirar la tuya.
signing-state-ended = La lista está cerrada. Ya no se puede cambiar nada.
signing-closes = Puedes firmar hasta el { $day }.
signing-version = Versión { $number } del texto.
signing-head = Línea de control de la lista: { $head }. Compárala con la de Discord. Si difieren para un mismo número, díselo a tu sindicato.
signing-waits = Todavía no está en la lista. Si sigue así, envíalo otra vez: solo cuenta una vez.
signing-status-none = No hay ninguna firma tuya en la lista. Si firmaste hace poco, quizá todavía espere.
signing-status-unknown = Esta página no sabe si has firmado.
signing-status-taken = Tu firma se ha aceptado. Contará a partir de una de las próximas publicaciones. Siempre esperan tres, sacadas al azar; al final se publican todas.
signing-status-unsure = Tu elección se envió y no llegó respuesta. Envíala de nuevo: solo cuenta una vez.
signing-status-missing = Tu última elección no está en la lista, y la lista está cerrada. Avisa a tu sindicato.
signing-status-counted = Tu firma está en la lista: publicación { $number }, sin ningún cambio.
signing-status-indexed = Tu firma está en el índice de la lista: publicación { $number }. La lista es larga: esta página lee su índice, no las firmas mismas.
signing-status-older = Tu firma está en la lista, para la versión { $version } del texto. El texto ha cambiado. Lee el nuevo y fírmalo si estás de acuerdo. Si no haces nada, la que diste sigue contando.
signing-status-withdrawn = Has retirado tu firma: lo dice la publicación { $number }, y no se te cuenta.
signing-status-void = Has retirado tu firma, y en la lista no hay nada tuyo.
signing-consent-title = Tu consentimiento
signing-consent = Lo he leído, apoyo la reivindicación y doy mi consentimiento.
signing-consent-missing = No marcaste la casilla, así que no se ha firmado nada.
signing-sign = Firmar
signing-signed = Tu firma se ha aceptado. Contará a partir de una de las próximas publicaciones.
signing-withdraw-what = Puedes retirar tu firma hasta que se cierre la lista. Lo ya publicado queda en las copias de otros; deja de contar.
signing-withdraw-unknown = Si firmaste y aquí no se ve, puedes retirar tu firma igualmente.
signing-withdraw = Retirar mi firma
signing-withdrawn = Tu retirada se ha aceptado. Contará a partir de una de las próximas publicaciones.
signing-look-what = Firmas y retiradas en la lista: { $rows }. Se lee entera, o su índice si es larga, para que nadie sepa cuál es la tuya.
signing-look = Buscar la mía

## Lo que va mal

signing-busy = Un momento…
signing-again = Probar de nuevo
signing-code-for-card = Escribir un código para esta tarjeta
signing-send-newest = Enviarla como mi última elección
signing-read-again = Leer de nuevo
signing-error-no-answer = No llegó respuesta. Revisa la conexión y prueba de nuevo: enviar dos veces lo mismo no hace daño.
signing-error-not-stored = No se pudo guardar. No se ha perdido nada. Prueba dentro de unos minutos.
signing-error-too-many = Demasiados intentos. No ha cambiado nada. Espera un minuto y prueba de nuevo.
signing-error-code-unknown = Este código no vale. No ha cambiado nada. Puede que se haya usado con otra tarjeta, que sea de otro sindicato o, si sustituye una tarjeta, que valga solo tras siete días. Revisa lo que escribiste; si no, pregunta a tu sindicato.
signing-error-card-unknown = El sindicato no conoce esta tarjeta. No ha cambiado nada. Si acabas de crearla, escribe de nuevo tu código. Si fue sustituida o borrada, pide otro código a tu sindicato.
signing-error-round-unknown = Ha empezado una ronda nueva. No ha cambiado nada. Prueba de nuevo.
signing-error-issued-already = En una ronda ya se dieron fichas para tu lugar, con otra tarjeta. Para las reivindicaciones de esa ronda usa aquella tarjeta. Esta recibe fichas de las rondas siguientes.
signing-error-keys-changed = Entretanto se abrió o se cerró una reivindicación. No ha cambiado nada. Prueba de nuevo.
signing-error-bad-request = El servidor del sindicato no aceptó lo que envió esta página. No ha cambiado nada. Vuelve a cargarla; si se repite, avisa a tu sindicato.
signing-error-demand-unknown = Esta reivindicación ya no está. No ha cambiado nada. Vuelve a cargar la página.
signing-error-other-version = El texto ha cambiado entretanto. No se ha firmado nada. Léelo como es ahora.
signing-error-turn-used = Ya has firmado o retirado aquí, en otra pestaña, en otro dispositivo o en otro momento. Esta elección no se aceptó. ¿Enviarla como la última?
signing-error-turns-spent = Aquí ya has cambiado de idea todas las veces posibles: no puedes volver a firmar. Todavía puedes retirar tu firma.
signing-error-closed = La reivindicación se ha cerrado entretanto. No ha cambiado nada.
signing-error-bad-state = No se puede leer lo que dice el tablón. No ha cambiado nada. Prueba más tarde; si se repite, avisa a tu sindicato.
signing-error-newer-state = Esta página es más antigua que el tablón. Vuelve a cargarla o a guardarla.
signing-error-bad-address = Esta no es la dirección de un tablón. Empieza por https://
signing-error-bad-token = La respuesta del sindicato no es una ficha válida. No se ha guardado. Prueba más tarde; si se repite, avisa a tu sindicato.
signing-error-other-list = La lista no es la que nombra el tablón. Vuelve a cargar la página; si se repite, avisa a tu sindicato y a otras personas.
signing-error-other-row = En la lista, tu firma no está como la diste. Guarda tu tarjeta y tus fichas, y avisa a tu sindicato y a otras personas.
signing-error-bad-file = Este archivo no tiene tarjeta ni fichas, o ha sido modificado. Elige otro.
signing-error-broken = El texto o el consentimiento no es el de su huella. No firmes; avisa a tu sindicato.
signing-error-failed = Algo ha ido mal en esta página. Lo que tienes no se ha perdido. Vuelve a cargarla.
