### Qué pasa con los datos de las personas.

## /privacidad aviso

privacy-title = Qué pasa con tus datos
privacy-stored = **Cuando firmas**, este bot guarda: la reivindicación, la versión del texto y del consentimiento, el día, tu centro si lo elegiste, y un código secreto en vez de tu nombre. Ni tu nombre, ni tu cuenta de Discord, ni la hora.
privacy-code = **Solo una clave secreta**, guardada aparte, lleva de ese código a ti. Una vez destruida, los datos y sus copias de seguridad ya no llevan a nadie, si no queda ninguna copia de la clave.
privacy-shown = **El bot no muestra a nadie quién firmó**, tampoco al equipo de campaña. Los recuentos se publican con varios cambios a la vez.
privacy-public = **Lo que se publica aquí está también en internet, a la vista de cualquiera:** los recuentos, también por centro, nunca quién firmó.
privacy-discord = **Discord (EE. UU.) ve lo que pulsas y lo que el bot responde**, y un tribunal puede ordenarle que lo entregue.
privacy-withdraw = **Puedes retirar la firma hasta que se destruya la clave:** el botón de la reivindicación o `/reivindicaciones retirar`. Desde ese momento tu firma ya no está; el recuento cambia después. Salir del servidor no la retira.
privacy-yours = **Una copia:** `/privacidad exportar`, lista un día después. **Borrar:** `/privacidad borrar`, en todos los servidores de este bot. Ambas, también en mensajes directos con el bot.
privacy-unreachable = Si no puedes usar el bot, escribe al contacto de abajo.
privacy-unreachable-elsewhere = Si no puedes usar el bot, escribe al sindicato que te pidió la firma.
privacy-server = Qué dice el equipo de este servidor
privacy-of-controller = **Quién es responsable:** { $text }
privacy-of-contact = **A quién preguntar:** { $text }
privacy-of-legal-basis = **Base jurídica:** tu consentimiento explícito, en la UE RGPD, art. 6.1.a y 9.2.a. { $text }
privacy-of-recipients = **Quién los recibe:** { $text }
privacy-of-nobody = El equipo de campaña aún no ha dicho quién es responsable de los datos, cuánto tiempo se guardan ni quién los recibe. Hasta entonces no se puede firmar aquí ninguna reivindicación.
privacy-of-missing = Aún falta: { $fields }. Hasta que esté, no se puede abrir aquí ninguna reivindicación nueva.

## Tras el botón «Más sobre tus datos»

button-privacy-more = Más sobre tus datos
privacy-more-link = **Si vinculaste tu cuenta con un código**, el bot guarda, como códigos secretos, que pertenece a una persona del registro de afiliación del sindicato.
privacy-more-organiser = **Si estás en el equipo de campaña**, tus acciones quedan registradas, con tu cuenta cifrada. Si borras tus datos, 30 días después se elimina el dato de quién actuó.
privacy-more-withdrawn = **Si retiraste una firma**, queda un código secreto junto a las claves hasta que se destruyan, para que ninguna copia restaurada haga reaparecer una firma. También queda de quien pulsó sin haber firmado nunca. Si se pierde con la máquina, una copia antigua puede hacer reaparecer la firma: retírala entonces otra vez.
privacy-more-asked = **Si pediste una copia**, lo registra un código secreto, durante ocho días como máximo.
privacy-more-erased = **Borrar** elimina lo que se guarda de esta cuenta en todos los servidores de este bot, salvo el código contra copias restauradas. Las copias de seguridad pueden contenerlo unas semanas más.
privacy-more-removed = **{ $days } días después de quitar el bot de un servidor** se borran todos los datos de ese servidor.
privacy-more-complain = **Puedes reclamar** ante una autoridad de protección de datos (España: AEPD).

## Los campos

privacy-field-controller = quién es responsable
privacy-field-contact = a quién preguntar
privacy-field-legal-basis = la base jurídica
privacy-field-recipients = quién los recibe

## /privacidad exportar

own-data-noted = Anotado. A partir del { $moment }, durante { $days } días, el mismo comando te da el archivo.
own-data-alone = Todo el mundo recibe esta respuesta, y mañana un archivo, se guarde lo que se guarde. Recógelo cuando nadie mire tu pantalla.
own-data = Tus datos
own-data-here = Lo que este bot guarda sobre ti, en todos sus servidores: un archivo para leer y otro para programas. Solo tú ves esta respuesta, pero ha pasado por Discord. Guarda los archivos donde nadie mire, o bórralos.
refusal-own-data-under-way = Tus archivos ya se están creando: llegan como respuesta a tu petición anterior.
own-data-title = Lo que este bot guarda sobre ti, a fecha de { $moment }
own-data-signatures =
    { $count ->
        [0] Firmas: ninguna.
       *[other] Firmas: { $count }.
    }
own-data-where = En «{ $server }», el { $day }, versión { $version } del texto.
own-data-damaged = En «{ $server }». El resto de lo que se guardó con esta firma está dañado y no se puede leer: escribe al contacto de `/privacidad aviso`.
own-data-state-published = Está en el recuento publicado.
own-data-state-pending = Espera a la próxima publicación del recuento.
own-data-unit = Centro: { $unit }
own-data-held = La clave de esta reivindicación se conserva más tiempo por un litigio, como máximo hasta el { $day }. Motivo: { $reason }
own-data-consent = A qué diste tu consentimiento:
own-data-roster = En «{ $server }» esta cuenta está vinculada, por un código que introdujiste, a una persona del registro de afiliación del sindicato. Qué persona es solo se guarda como código secreto. Las firmas anteriores a la vinculación de esta cuenta no aparecen aquí.
own-data-card = En «{ $server }», la clave pública de la tarjeta de esta persona afiliada para la página del sindicato: { $key }
own-data-card-code = En «{ $server }», un código para una tarjeta en la página del sindicato espera a esta persona afiliada. Se guarda como código secreto.
own-data-issued = En «{ $server }», se emitieron fichas para esta persona afiliada en la ronda { $number }, iniciada el { $day }. Se guarda un código (hash) de cada valor oculto que se firmó.
own-data-card-withheld = En «{ $server }», otra cuenta estuvo vinculada antes a esta persona afiliada. Si tiene tarjeta o fichas para la página del sindicato no se indica aquí: pregunta al contacto en `/privacidad aviso`.
own-data-former-link = En «{ $server }» un vínculo anterior de esta cuenta terminó el { $day }: otra cuenta ocupa su lugar, o tienes otro número de afiliación. Lo que firmaste con él no aparece aquí; aún puedes retirarlo y borrarlo.
own-data-acts = Lo que hiciste en el equipo de campaña:
own-data-not-kept =
    No se guarda en absoluto: tu nombre, tu cuenta de Discord en sí, la hora de una firma, dónde estabas ni qué leíste.

    Solo se guarda junto a las claves, de quien retira una firma, hubiera firmado o no, y de quien borra una firma: un código secreto, para que ninguna copia restaurada haga reaparecer una firma. No dice nada sin la base de datos y se destruye con la clave de la reivindicación.

    Se guarda sin ser tuyo: los recuentos publicados, y las acciones de personas del equipo de campaña que borraron sus datos.

    Hasta que recogiste estos archivos, constaba que los habías pedido.

## /privacidad borrar

erase-title = Borrar los datos de esta cuenta
erase-what = Esto retira todas las firmas de esta cuenta, en todos los servidores de este bot, también de reivindicaciones cerradas o entregadas. Quita esta cuenta de los registros de afiliación a los que está vinculada: el código no vuelve a valer. Borra tu petición de copia y, en 30 días, el dato de quién eres en el registro de acciones del equipo de campaña.
erase-not = No se puede deshacer, pero puedes volver a firmar. Los recuentos lo reflejan en su próxima publicación; lo entregado queda como se comunicó. Los roles y mensajes de Discord no se borran.
erase-page = **Las firmas en la página del sindicato no se retiran así:** retíralas allí.
erase-page-kept = Si la persona vinculada a esta cuenta tiene una tarjeta para la página del sindicato o recibió fichas, eso queda guardado hasta que no haya allí ninguna ronda en curso y se haya cerrado la última lista. Quien tenga la tarjeta puede borrarla en esa página.
button-erase = Borrar mis datos
erased = **Se ha borrado lo que la base de datos guardaba de esta cuenta.** Si el registro de afiliación de un sindicato te conoce por otra cuenta, o por un código que no has usado, esa entrada se queda, con lo que firmó la otra cuenta. Si estás en el equipo de campaña, quién eres permanece en el registro de sus acciones 30 días más, y 30 días tras tu última acción. Donde había una firma tuya queda, junto a la clave de la reivindicación, un código secreto, para que ninguna copia restaurada la haga reaparecer; se destruye con la clave. Donde un recuento publicado contenía una firma tuya, la próxima publicación lo corrige. Las copias de seguridad pueden contener unas semanas más lo que había; sin las claves no sirven a nadie.
