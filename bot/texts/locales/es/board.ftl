## El tablón: un sitio público con lo que el bot publicó en Discord

board-description = Qué reivindica el sindicato, cuántas personas han firmado y qué dicen los registros públicos.
board-pages = Páginas
board-languages = Idiomas
board-skip = Ir al texto
board-turn = Páginas de la lista
board-page-of = { $title }: { $page }
board-menu-demands = Reivindicaciones
board-menu-contracts = Contratos
board-menu-facts = Hechos
board-menu-updates = Novedades
board-menu-verify = Comprobar un recuento
board-menu-sign = Firmar
board-made = Hecho por Tocsin el { $day }.
board-about = Acerca de este tablón
board-no-demands = Aún no hay ninguna reivindicación abierta.
board-money-title = { $amount } { $source ->
        [decp] por contratos enteros
       *[other] comprometidos
    }{ $since ->
        [none] {""}
       *[month] {" "}desde { $since }
    }
board-sold = { $word }: { $meaning }.
board-progress = Avance hacia el objetivo
board-latest = Últimos cambios
board-all-updates = Todas las novedades
board-all-facts = Todos los hechos
board-money = El dinero en el tiempo, en gráfico y tabla
board-all-contracts = Todos los contratos
board-column-contract = Contrato
board-column-since = Desde
board-column-amount = Importe
board-column-ceiling = Tope
board-press = Para la prensa
board-press-publisher = Publicado por { $name }.
board-press-contact = Contacto: { $contact }
board-press-right = Puede escribir:
board-press-wrong = No escriba, por favor:
board-press-money = { $said } por: { $what } ({ $source })
board-press-ceiling = «{ $amount } pagados»: es un máximo, no un gasto
board-press-employees = «Firmaron { $count } empleados»: nadie comprobó quién trabaja allí

board-undated = Sin fecha
board-feed-count = { $count ->
    [one] { $count } firma: { $title }
   *[other] { $count } firmas: { $title }
}

## Una reivindicación

board-demand-text = Lo que se firma
board-seen-by =
    { $way ->
        [page] Se firma en la página del sindicato, sin cuenta: ni Discord ni el bot ven clic alguno. El sindicato registra quién recibió fichas.
        [paper] Se firma en papel: el bot no guarda ningún nombre y Discord no ve ninguno.
       *[discord] Discord ve quién pulsa Firmar. El bot no muestra a nadie quién ha firmado.
    }
board-publications = Todos los recuentos publicados
board-publications-caption = Del más reciente al más antiguo. Guarda una línea de control: con ella, cualquiera puede comprobar más tarde que no se cambió nada anterior.
board-column-number = N.º
board-column-day = Día
board-column-count = Firmas
board-column-reason = Publicado porque
board-column-head = Línea de control
board-reason-batch = había suficientes cambios en espera
board-reason-late = había pasado tiempo suficiente
board-reason-opening = se abrió la reivindicación
board-reason-amended = cambió el texto
board-reason-closing = se cerró la reivindicación
board-reason-ended = la lista de firmas está cerrada: no sigue nada más
board-reason-invalidated =
    { $invalidated ->
        [one] se quitó una firma por no ser válida
       *[other] se quitaron { $invalidated } firmas por no ser válidas
    }
board-reason-restored = el primero tras restaurarse una copia de seguridad: antes de él se perdieron algunos
board-head = Guarda esta línea de control y podrás comprobar más tarde que no se cambió nada anterior:
board-head-how = Cómo compararla
board-sign = Firmar en la página del sindicato
board-verify-link = Comprobar este recuento
board-ledger-file = El libro de recuentos, para descargar
board-embed = Mostrar este recuento en tu propio sitio
board-embed-how = Pega esta línea en tu página. La imagen muestra siempre el último recuento publicado, también en palabras para los lectores de pantalla; no tiene scripts ni instala cookies.
board-embed-seen = El servidor de este tablón ve la dirección de red de quienes abren tu página, igual que tu propio servidor.
board-version = Versión { $number }, del { $day }

## Un contrato

board-first-seen = Como se vio la primera vez
board-earlier-actions = { $count } anteriores

## Acerca del tablón

board-about-text =
    Este tablón muestra lo que un bot publicó en el servidor de Discord del sindicato, «{ $server }»: reivindicaciones con sus recuentos, contratos públicos, hechos con sus fuentes. No dice quién firmó.

    Un recuento es el número de firmas en el momento de publicarlo. Junto a él se indica cómo se comprobó a quienes firmaron.
board-compare-title = ¿Se muestra lo mismo a todo el mundo? Tres pasos
board-compare-steps =
    1. Guarda una línea de control: la que está bajo un recuento, aquí o en el canal de anuncios del sindicato, en Discord. Termina con 32 caracteres, en grupos de cuatro.
    2. Más tarde, abre *Comprobar un recuento*, elige la reivindicación y pega la línea que guardaste.
    3. Si dice que no ha cambiado nada, el historial hasta ese recuento es el que viste. Compara tu línea con la de otra persona: si para un mismo número son distintas, existen dos historiales, y el sindicato tiene que explicarlo.
board-not-shown-title = Lo que nadie puede ver aquí
board-not-shown =
    - Quién firmó. Es así a propósito.
    - Que cada firma sea de verdad de una persona. Depende de cómo se comprobó a quienes firmaron, y de quién responde de ello.
    - Cuántas personas firmaron en Discord y cuántas retiraron allí su firma entre dos recuentos. Las de la página del sindicato se ven en las filas, sin nombres.
    - Que no se omitiera nada antes del comienzo de un historial. Las fechas son las del reloj de la máquina en la que funciona el bot.
    - Si este sitio muestra lo mismo a todo el mundo. Se ve al comparar líneas de control.
board-data-title = Los datos
board-data-board = Las reivindicaciones con todos sus recuentos, los hechos y las palabras, en JSON
board-data-schema = Qué significan las claves de los archivos JSON: un esquema JSON
board-data-counts = Todos los recuentos publicados, en CSV
board-data-contracts = Los contratos, en CSV
board-data-actions = Sus modificaciones, en CSV
board-data-feed = Lo mismo, en un feed JSON
board-data-atom = Lo que se publica, en un feed Atom al que suscribirse
board-data-columns = Qué significan las columnas de los archivos CSV, en inglés
board-data-nested = Los contratos con sus modificaciones, en JSON
board-key = Los libros de recuentos están firmados con la clave { $key }. Compárala con la que el sindicato publicó en otro lugar.
board-script = El script de la página de firma tiene el hash `{ $hash }`. En el código fuente de la página, `script-src` tiene el mismo: el navegador no ejecuta ningún otro script. Compáralo con el de la página de otro sindicato, o de la que viene con Tocsin, de la misma versión.

## Comprobar un libro de recuentos

board-verify-what = Tu navegador vuelve a calcular todos los recuentos de una reivindicación, sin preguntar a nadie. Necesita el libro de recuentos; con la clave del sindicato y una línea de control que guardaste, la comprobación es más fuerte.
board-verify-noscript = Esta página necesita JavaScript. Sin él, usa `verify.py`, de este tablón, o `tocsin verify`.
board-verify-ledger = Reivindicación
board-verify-everything = Todo: todos los libros y los datos de este tablón
board-verify-file = O archivos de tu dispositivo: un libro de recuentos; o varios archivos de un tablón, con su manifest.json y su manifest.sig
board-verify-key = La clave del sindicato o su huella, si la tienes
board-verify-head = Una línea de control que guardaste, si tienes alguna
board-verify-row = Tu propia fila o su clave, si la guardaste
board-verify-receipt = El archivo con tus recibos, de la página de firma
board-verify-button = Comprobar
board-verify-own-title = Si no te fías de este sitio
board-verify-own = Esta página viene del sitio que comprueba. Un sitio deshonesto podría poner aquí una página que siempre diga que sí. Usa una tuya: guarda esta página desde otro tablón, o toma `verify.html` de los documentos de Tocsin; ábrela desde tu dispositivo y elige allí los archivos. No necesita red y no envía nada.
board-check-verdict-good = Todo lo que se ha comprobado es correcto.
board-check-verdict-wrong = Algo no está bien.
board-check-counts = Las publicaciones forman una sola cadena: { $publications }; el último recuento: { $count }.
board-check-key = Está firmado con la clave que diste.
board-check-head = Desde que guardaste la línea de control no ha cambiado nada hasta la publicación { $number }.
board-check-restored = Faltan publicaciones antes de la { $number }, que dice que se perdieron al restaurarse una copia de seguridad. Nadie puede saber si es cierto o si alguien las eliminó.
board-check-clock = La publicación { $number } tiene una fecha anterior a la de la precedente: se atrasó el reloj de la máquina.
board-check-compare-key = Está firmado con la clave { $key }. Compárala con la que publicó el sindicato.
board-check-no-ed25519 = Este navegador no puede comprobar firmas digitales (Ed25519). Todo lo demás se ha comprobado.
board-check-signature = La firma digital no es válida: algo se cambió después de firmarlo.
board-check-other-key = Está firmado con una clave distinta de la tuya: { $key }.
board-check-head-unread = La línea de control no se puede leer: copia otra vez la línea entera.
board-check-head-other = La publicación { $number } no es la de la línea de control que guardaste: este es otro historial.
board-check-head-absent = La publicación { $number }, cuya línea de control guardaste, no está aquí: se quitó o se perdió.
board-check-head-changed = La línea de control del libro no es la de la última publicación: se cortó alguna, o se cambió la línea.
board-check-no-ledger = Esto no es un libro de recuentos como lo escribe Tocsin: es otro tipo de archivo, está cortado o se ha cambiado.
board-check-text = La huella de la versión { $number } del texto no es la de ese texto.
board-check-no-text = Publicación { $number }: el texto que se firmó no está en el archivo.
board-check-missing = Antes de la publicación { $number } falta una, o sobra una.
board-check-other-demand = La publicación { $number } es de otra reivindicación.
board-check-negative = La publicación { $number } tiene un número negativo.
board-check-lost-nothing = La publicación { $number } dice que se perdió algo, y no dice qué.
board-check-previous = La publicación { $number } no contiene la huella de la anterior: se ha cambiado o quitado algo.
board-check-hash = Publicación { $number }: su huella no es la de lo que dice.
board-check-verdict-part = Lo que se ha comprobado es correcto. No se ha comprobado todo: las líneas con raya dicen lo que falta.
board-check-verdict-none = No se ha comprobado nada.
board-check-checking = Comprobando…
board-check-choose = Elige primero un archivo.
board-check-no-crypto = Este navegador no calcula huellas aquí. Guarda esta página, ábrela desde tu dispositivo y elige un archivo; o usa verify.py.
board-check-unreachable = No se pudo leer un archivo. Descárgalo y elígelo aquí.
board-check-ledger = Es el libro de recuentos de «{ $title }» ({ $demand }).
board-check-files = Archivos sin cambios, como en la lista firmada: { $number }. La lista es del { $day }.
board-check-head-newer = El libro termina antes de la publicación { $number }, cuya línea de control guardaste: el archivo es más antiguo que tu línea, o se quitó algo.
board-check-head-demand = La línea de control que guardaste es de otra reivindicación: { $demand }.
board-check-key-unread = La clave no se puede leer: debe tener 64 caracteres; su huella, 32. Cópiala otra vez.
board-check-too-large = El archivo es más grande que cualquier libro de recuentos, y no se ha leído.
board-check-newer-format = Lo creó una versión más reciente de Tocsin: usa la página o el programa de esa versión.
board-check-no-list = No hay una lista de archivos como la escribe Tocsin (manifest.json y manifest.sig), o se ha cambiado.
board-check-file-changed = { $name } se ha cambiado: no es como en la lista firmada.
board-check-file-missing = Falta { $name }.
board-check-file-added = { $name } no está en la lista firmada: se añadió o se le cambió el nombre.
board-check-other-ledger = { $name } es el libro de otra reivindicación: { $demand }.
board-check-other-counts = { $name } no dice lo mismo que los libros.
board-check-not-shown = Esto no muestra quién firmó, ni que cada firma sea de una persona, ni que a otras personas se les mostrara lo mismo.
board-check-after-end = La publicación { $number } viene después de la que cerró la lista de firmas.
board-check-no-rows = La publicación { $number } no tiene filas, y su recuento no es el de la anterior.
board-check-opening = Publicación { $number }: una reivindicación que se firma en la página se abre con el número 1, que no cuenta nada, y una sola vez.
board-check-issuing-key = Publicación { $number }: su clave de emisión no es de las que hace Tocsin.
board-check-other-issuing-key = La publicación { $number } tiene una clave de emisión distinta de la anterior.
board-check-page-entry = La publicación { $number } dice lo que ninguna reivindicación firmada en la página puede decir: no la hizo Tocsin.
board-check-issued = Publicación { $number }: { $count } firmas, { $issued } fichas emitidas y { $places } lugares en el registro de afiliación no encajan o no se dan en decenas.
board-check-consent = La huella de la versión { $number } del consentimiento no es la de ese consentimiento.
board-check-rows-missing = Falta { $name }, las filas de la publicación { $number }.
board-check-rows-hash = { $name } no es el archivo que nombra la publicación { $number }: se cambió, añadió o quitó una fila.
board-check-index-hash = Publicación { $number }: el índice que nombra no es el de { $name }.
board-check-rows-count = La publicación { $number } dice { $count }, y las filas dan { $found }.
board-check-rows-issued = Publicación { $number }: { $found } claves tienen filas, y solo se emitieron { $issued } fichas.
board-check-row-form = { $name }, línea { $row }: no es una fila como las escribe Tocsin.
board-check-row-twice = { $name }, línea { $row }: tiene la misma clave que la línea anterior.
board-check-row-order = { $name }, línea { $row }: las filas no están en el orden de sus claves.
board-check-row-turn = { $name }, línea { $row }: esta clave ya publicó una fila con este turno o uno posterior.
board-check-row-version = { $name }, línea { $row }: ninguna publicación hasta esta nombra la versión que firma.
board-check-row-late = { $name }, línea { $row }: firma después del cierre, cuando ya nadie podía firmar.
board-check-row-token = { $name }, línea { $row }: la ficha no se emitió con la clave de esta reivindicación.
board-check-row-signature = { $name }, línea { $row }: la firma no es la de esta clave para esta reivindicación y lo que dice la fila.
board-check-rows-more = { $name }: hay { $number } fallos más en sus filas.
board-check-rows = Filas comprobadas una a una: { $number }, de { $found } claves. Cada una tiene una ficha emitida con la única clave de la reivindicación, y dan todos los recuentos.
board-check-rows-unchecked = No se comprobaron las filas. Elige sus archivos junto con el libro, o ponlos al lado: { $name } y así sucesivamente.
board-check-rounds = Cada clave de emisión es de una ronda anunciada, y abre una sola reivindicación.
board-check-rounds-unchecked = No hay rounds.json: no se comprobó si la clave de emisión fue anunciada.
board-check-rounds-unread = { $name } no es la lista de rondas como la escribe Tocsin, o su firma no es válida.
board-check-round = { $name }, ronda { $number }: no sigue a la anterior, su huella no es la de lo que dice, o una de sus claves ya estaba.
board-check-round-no-key = La clave de emisión de { $demand } no está en ninguna ronda anunciada.
board-check-key-twice = { $demand } y { $other } tienen la misma clave de emisión, y cada clave abre una sola reivindicación.
board-check-timestamps-unchecked = Los sellos de tiempo no se comprobaron aquí. Compruébalos con tocsin verify, o con OpenSSL en una carpeta como { $name }: openssl ts -verify -in 1.tsr -data document.json -CAfile ROOT.pem. ROOT.pem es el certificado raíz, de la propia autoridad.
board-check-own = Tu fila está ahí, entera: { $name }, línea { $row }.
board-check-own-signed = La última fila con tu clave firma la versión { $version }: { $name }, línea { $row }.
board-check-own-withdrawn = La última fila con tu clave retira la firma: { $name }, línea { $row }.
board-check-own-newer = Una fila más nueva que la tuya tiene tu clave: { $name }, línea { $row }. Si no la hiciste tú, alguien tiene tu tarjeta o tus fichas.
board-check-own-other = { $name }, línea { $row }, tiene tu clave y no es tu fila. Guarda las dos, y enséñalas a otras personas.
board-check-own-absent = Tu fila no está entre las publicadas. Algunas esperan al próximo recuento; cuando la lista de firmas de la reivindicación se ha cerrado, ninguna.
board-check-own-unread = Tu fila no se puede leer: copia la línea entera, o su clave de 86 caracteres.
board-check-not-shown-page = Tampoco muestra que el registro de afiliación sea correcto, que cada ficha llegara a una persona afiliada, ni que se firmara en la página publicada. Y ninguna comprobación descubre las firmas que quien tiene la clave de emisión hiciera por personas afiliadas que recibieron fichas y no firmaron: hasta el número de fichas emitidas.
board-check-progress = Filas comprobadas: { $number }…
board-check-other-format = La publicación { $number } tiene un formato distinto de la anterior.
board-check-other-box-key = La publicación { $number } indica una clave de la urna distinta de la anterior.
board-check-places = «{ $demand }»: { $first_places } lugares en el registro de afiliación al abrirse, { $places } ahora; { $first_issued } fichas emitidas entonces, { $issued } ahora.
board-check-places-fell = La publicación { $number } indica { $now } lugares en el registro de afiliación, y la anterior { $before }: nunca disminuyen.
board-check-issued-fell = La publicación { $number } indica { $now } fichas emitidas, y la anterior { $before }: nunca disminuyen.
board-check-figures-changed = La publicación { $number } tiene otros lugares o fichas emitidas que el cierre, tras el cual nadie recibe fichas.
board-check-round-fell = La publicación { $number } de «{ $demand }» tiene menos lugares o fichas emitidas que una anterior de «{ $other }», de la misma ronda { $round }.
board-check-file-odd = { $name } es un enlace, una tubería o algo así, y no un archivo: no se abrió.
board-check-archive-odd = { $name }: el archivo comprimido está dañado, o su lista de archivos no coincide con su contenido. Cada programa extraería archivos distintos: descomprímelo y comprueba la carpeta.
board-check-document-unchecked = { $name } es demasiado grande y no se ha comprobado. Lo cubre la lista firmada de archivos.
board-check-void = NULA: la lista de «{ $demand }» se declaró nula el { $day }. Sus recuentos no prueban nada.
board-check-verdict-void = Nula: los recuentos no prueban nada, aunque no se haya cambiado nada.
board-check-receipt = La urna de «{ $demand }» aceptó tu fila: el recibo es válido.
board-check-receipt-waits = Tu fila de «{ $demand }» aún no está publicada: espera. Todas las que esperan se publican al cerrarse la reivindicación; las retiradas posteriores, al cerrarse su lista.
board-check-receipt-none = El archivo no tiene recibo de lo que se ha comprobado aquí. Guarda tu fila: la lista muestra si se publicó.
board-check-receipt-unread = El archivo con el recibo no se puede leer: úsalo tal como lo guardó la página de firma.
board-check-receipt-wrong = El recibo no es de la urna de «{ $demand }» para esta fila.
board-check-row-struck = La urna aceptó tu firma de «{ $demand }», o su retirada, y no está en la lista. Este archivo lo prueba, salvo que cambiaras de idea antes de que se publicara. También muestra que firmaste.
board-check-not-shown-evidence = Esto muestra que el bot con esta clave reunió así las pruebas, no que copiara fielmente las fuentes: compara con las fuentes.
