### Configuración: lo que todo el mundo lee en un canal.

setup-welcome-title = Tocsin ya está aquí
setup-welcome = Sigue contratos públicos y recoge firmas sin mostrar a nadie quién firmó. Configurarlo lleva unos diez minutos, también desde el teléfono. Puedes parar en cualquier momento y seguir después. Hace falta alguien que pueda gestionar este servidor.
setup-welcome-there = Lo añadiste a **{ $server }**. Abre ese servidor y escribe `/setup`.
button-setup = Configurarlo
button-setup-server = Abrir el servidor

setup-test-post = **Esto es una prueba.** El bot puede publicar aquí. No ha pasado nada más.
setup-pin-title = Cómo funciona esto
setup-pin-news = **Novedades.** Este bot sigue contratos públicos. Lo nuevo y lo que cambia se publica aquí, con su fuente.
setup-pin-sign = **Firmar.** Pulsa *Firmar* bajo una reivindicación. El bot no muestra a nadie quién firma: ni al equipo de campaña ni a la dirección. Solo se publican totales.
setup-pin-withdraw = **Retirar la firma.** El botón bajo la reivindicación o `/reivindicaciones retirar`. El bot no se lo dice a nadie.
setup-pin-page = **En la página del sindicato.** Una reivindicación que lo indica se firma allí, sin Discord, con la tarjeta que tu navegador hace con el código de tu sindicato. También allí se retira la firma, hasta 30 días después del fin de la firma.
setup-pin-data = **Tus datos.** Responsable: { $controller }. Preguntas: { $contact }.
setup-pin-ask = **¿Preguntas sobre una reivindicación?** Pregunta a { $role }.
