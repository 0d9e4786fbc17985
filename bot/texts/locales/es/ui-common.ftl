### Lo que cualquier tarjeta y respuesta puede necesitar.

## Listas

pager-previous = Anterior
pager-next = Siguiente
# Va debajo de cada lista de más de una página.
pager-where = { $first }–{ $last } de { $total }

## Palabras para lo que una fuente deja abierto

labelled = **{ $label }:** { $value }
not-stated = no indicado
unnamed = sin nombre en el registro

## De dónde viene el contenido de una tarjeta; el nombre de cada fuente

source-name-usaspending = USAspending
source-read = Fuente: { $source }, leída el { $date }
button-public-page =
    { $kind ->
        [page] Abrir la página
        [article] Abrir el artículo
       *[other] Registro público
    }
button-details = Detalles
button-demands = Reivindicaciones
button-words = ¿Qué significan estas palabras?
button-board = Leer en el tablón

## Fallos

failure-only-in-a-server = Esto solo funciona en un servidor. Abre el servidor que compartes con este bot y usa allí el comando.
failure-not-allowed = Aquí no tienes permiso para hacer esto. No ha cambiado nada. Pregunta al equipo de campaña si crees que deberías tenerlo.
failure-outdated = Este botón o comando es de una versión anterior del bot. No ha cambiado nada. Usa el comando otra vez; si tu lista de comandos parece antigua, reinicia Discord.
failure-ours = Algo ha fallado por nuestra parte. Prueba otra vez dentro de un minuto. Si vuelve a pasar, da esta referencia al equipo de campaña: **{ $reference }**
failure-not-stored = **No se ha guardado nada.** El bot no puede guardar nada en este momento, así que lo que acabas de hacer no cuenta: no se ha dado ni retirado ninguna firma y nada ha cambiado. Prueba otra vez dentro de unos minutos; si sigue así, avisa al equipo de campaña.
failure-database-away = **No es seguro que esto se haya guardado.** El bot no puede fiarse de su base de datos en este momento. Prueba otra vez dentro de un minuto y mira si ya está antes de repetirlo. Una firma nunca cuenta dos veces.

## Denegaciones comunes a muchos comandos

refusal-no-organiser-role = Esto es para el equipo de campaña, y este servidor aún no ha indicado su rol. No ha cambiado nada. Pide a alguien que gestione el servidor que lo elija con `/setup`.
refusal-organiser-role-gone = El rol del equipo de campaña se ha borrado de este servidor. No ha cambiado nada. Pide a alguien que gestione el servidor que elija otro con `/setup`.
refusal-manager-not-organiser = Gestionas este servidor pero no tienes el rol { $role } del equipo de campaña, que hace falta para esto. No ha cambiado nada. Para tomarlo: *Ajustes del servidor*, *Miembros*, tu nombre y añade el rol.
refusal-not-organiser = Esto es solo para el equipo de campaña: hace falta el rol { $role }. No ha cambiado nada. Pide a alguien del equipo que lo haga, o a quien gestiona el servidor que te dé el rol.
refusal-choose-from-list = «{ $typed }» no coincide con una sola entrada. No ha cambiado nada. Escribe unas letras y elige en la lista que aparece.
