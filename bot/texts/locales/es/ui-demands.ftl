### Reivindicaciones: sus tarjetas, firmar y retirar la firma.

## Listas y tarjetas

demands-title = Reivindicaciones
demands-none = Aquí aún no se puede firmar ninguna reivindicación. El equipo de campaña anunciará la primera.
demands-read = Leer y firmar

demand-state-draft = Borrador
demand-state-open = Abierta a la firma
demand-state-closed = Cerrada

demand-count = { $count ->
    [one] **{ $count } firma**, publicada el { $day }. { $verified }
   *[other] **{ $count } firmas**, publicadas el { $day }. { $verified }
}
demand-uncounted = Aún no se ha publicado ningún recuento.
demand-verified-server = Firmantes: miembros de este servidor (identidad no comprobada).
demand-verified-role = Firmantes: miembros a quienes el equipo de campaña dio un rol (el bot no comprobó ninguna identidad).

demand-may-sign = Quién puede firmar: { $who }. Esto solo se amplía, y siempre en público.
may-sign-roles = { $count ->
    [0] cualquiera en este servidor
    [one] quienes tienen el rol { $roles }
   *[other] quienes tienen uno de los roles { $roles }
}
may-sign-roster = con una cuenta vinculada al registro de afiliación del sindicato
may-sign-account = { $days ->
    [one] con una cuenta de Discord de al menos { $days } día
   *[other] con una cuenta de Discord de al menos { $days } días
}
may-sign-time = { $days ->
    [one] con al menos { $days } día en este servidor
   *[other] con al menos { $days } días en este servidor
}
demand-eligible = Mientras Discord o el registro de afiliación del sindicato muestren menos de { $least } personas que pueden firmar, las firmas nuevas no se cuentan.{ $checked ->
    [yes] {""}
   *[no] {" "}**No comprobado al abrir la reivindicación:** Discord no dijo cuántas personas tienen el rol.
}

demand-open-since = Abierta a la firma desde el { $day }.
demand-closed-on = Cerrada el { $day }: ya no se puede firmar.
demand-secret = A nadie se le muestra quién firma: ni al equipo de campaña ni a la dirección.
demand-count-rule = Los recuentos se publican para varias firmas a la vez, para que una sola sea difícil de ver.
demand-head =
    Guarda esta línea: con ella podrás comprobar más tarde si se cambió un recuento.
    `{ $head }`
demand-draft = Un borrador: solo lo ve el equipo de campaña y nadie puede firmarlo.

button-sign = Firmar
button-withdraw = Retirar mi firma
button-privacy = Qué pasa con mis datos
button-secret = ¿Es secreta mi firma?

## El formulario

sign-form-title = Firmar esta reivindicación
sign-form-language =
    { $part ->
        [demand] *La reivindicación está en { $language }.*
        [consent] *El consentimiento está en { $language }.*
       *[both] *Reivindicación y consentimiento: en { $language }.*
    }
sign-form-rest = *Texto completo: en su tarjeta, `/reivindicaciones ver`.*
sign-form-consent = Tu consentimiento
sign-form-rest-of-consent = *Este texto sigue en `/privacidad aviso`.*
sign-form-agree = La apoyo y doy mi consentimiento.

## Respuestas: las mismas, hubiera lo que hubiera antes

demand-signed = **Gracias. Tu firma queda registrada.** El bot no se la muestra a nadie: ni al equipo de campaña ni a la dirección. Para retirarla: el botón de abajo o `/reivindicaciones retirar`.
demand-signed-next = **Qué pasa ahora:** tu firma entrará con otras en un recuento posterior, normalmente no antes del { $day }. La tarjeta de la reivindicación muestra cada recuento y, después, a quién se entregó y qué respondieron.
demand-pass-on = Para difundir, sin tu nombre:
demand-pass-on-text = Nuestra reivindicación: «{ $title }». Para leerla y firmarla, escribe /reivindicaciones en nuestro servidor de Discord. El bot no muestra a nadie quién firma.
demand-pass-on-link = Nuestra reivindicación: «{ $title }». Para leerla y firmarla en nuestro servidor de Discord: { $link } El bot no muestra a nadie quién firma.
demand-pass-on-board = Cualquiera puede leerla aquí: { $link }
demand-withdrawn = **No tienes ninguna firma en esta reivindicación.** Si alguna estaba contada, saldrá en un recuento posterior. El bot no se lo dice a nadie.
demand-sign-again = Puedes volver a firmar mientras la reivindicación esté abierta.

## Lo que no se pudo hacer

refusal-no-consent = No marcaste la casilla del consentimiento, así que no se ha firmado nada. Pulsa otra vez «Firmar» y márcala si estás de acuerdo.
