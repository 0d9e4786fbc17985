### Ways of signing: in Discord, or on paper alone.

## On the card

demand-count-paper = { $count ->
    [0] Todavía no se ha confirmado ninguna firma en papel.
    [one] **{ $count } firma en papel**, introducida por una persona del equipo de campaña y confirmada por otra.
   *[other] **{ $count } firmas en papel**, introducidas por una persona del equipo de campaña y confirmadas por otra.
}
demand-by-discord = Se firma en Discord, que ve quién pulsa; en papel, no.
demand-by-paper = Se firma en papel: pide una hoja al equipo de campaña. El bot no guarda ningún nombre y Discord no ve ninguno.

## To whoever would sign or withdraw in Discord

demand-sign-paper = Esta reivindicación se firma en papel. No ha cambiado nada. Pide una hoja al equipo de campaña, o que tachen tu nombre: el bot no guarda ninguno.
refusal-signed-on-paper = Esta reivindicación se firma en papel. No ha cambiado nada. Pide una hoja al equipo de campaña, o que tachen tu nombre: el bot no guarda ninguno.

## On the union’s page

# The consent: frozen with a demand when it opens, like “consent-text” of petitions.ftl.
consent-page =
    Apoyo esta reivindicación y consiento expresamente que mi firma se publique sin mi nombre. Vinculada a mí, podría revelar mi opinión política o mi afiliación sindical.
    Para qué: mostrar cuántas personas, nunca quiénes. Cualquiera puede contar las firmas.
    Se publica: una clave aleatoria, la firma ciega del sindicato sobre ella y la versión que firmo. Ni nombre, ni cuenta, ni centro, ni el día en que firmo; el de la publicación es público.
    Sobre mí se guarda: que mi lugar en el registro de afiliación recibió fichas en esta ronda; la clave pública de mi tarjeta y un código (hash) de cada valor oculto que se firmó. Sin mi tarjeta o mi archivo de fichas, nadie puede saber más tarde por esto qué firma es la mía. Pero si firmaron casi todas las personas que recibieron fichas, casi se sabe quién firmó. Si la base de datos del sindicato es PostgreSQL, su registro muestra durante días quién vino y cuándo. Hasta que se cierre la lista de firmas, mi tarjeta muestra si firmé; un archivo de fichas, mientras exista.
    Cuánto tiempo: puedo retirar la firma hasta que se cierre la lista, 30 días después del fin de la firma. Entonces el sindicato destruye la clave que podría encontrar mi firma con mi tarjeta; más tarde solo por un litigio. Las copias publicadas no se pueden retirar. Se firma durante { $signing } meses como máximo; más tiempo, solo si dos personas del equipo lo deciden.
    Responsable: { $controller }
    Preguntas: { $contact }
    Destinatarios: todo el mundo; { $recipients }
    Base jurídica: RGPD, 6.1.a y 9.2.a.{ $legal_basis ->
        [none] {""}
       *[other] {" "}{ $legal_basis }
    }
    Firmar es voluntario. Puedo reclamar ante una autoridad de protección de datos.
demand-by-page = Se firma en la página del sindicato: sin una tarjeta o un archivo de fichas, lo que guardan él y Discord no dice, unos días después, de quién es una firma. El sindicato registra quién recibió fichas: si firmaron casi todas esas personas, casi se sabe quién firmó.
demand-may-sign-page = Quién puede firmar: quien recibió fichas en la página estando en el registro de afiliación.
demand-count-rule-page = Las firmas se publican sin nombres, varias a la vez hasta el cierre.
demand-text-changed-page = **El texto cambió el { $day }.** Una firma anterior vale para el texto tal como era: firma de nuevo en la página para apoyar este.
demand-verified-roster-left-page = Firmantes: personas que estaban en el registro de afiliación del sindicato al recibir sus fichas; cada una cuenta una vez, aunque ya no esté en él.
demand-sign-page = Esta reivindicación se firma en la página del sindicato, sin Discord. Aquí no ha cambiado nada. Con la tarjeta que tu navegador hizo con el código de tu sindicato, allí firmas, ves que tu firma cuenta y puedes retirarla.
refusal-signed-on-page = Esta reivindicación se firma en la página del sindicato, sin Discord. Aquí no ha cambiado nada. Con la tarjeta que tu navegador hizo con el código de tu sindicato, allí firmas, ves que tu firma cuenta y puedes retirarla.
button-sign-page = Abrir la página para firmar
button-signing-page = Abrir la página de firma
