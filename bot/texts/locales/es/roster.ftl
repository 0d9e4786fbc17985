### Quién puede firmar, cómo se comprobó, y el registro de afiliación.

## Cómo se comprobaron las firmas

demand-verified-roster = { $size ->
    [0] Firmantes: personas afiliadas que el bot comprobó en el registro de afiliación del sindicato; cada una cuenta una vez.
   *[other] Firmantes: personas afiliadas que el bot comprobó en el registro de afiliación del sindicato (al menos { $size } personas); cada una cuenta una vez.
}
demand-verified-roster-left = Firmantes: personas afiliadas que el bot comprobó en el registro de afiliación del sindicato cuando firmaron; cada una cuenta una vez. Algunas ya no están en él y siguen contando.
demand-verified-account = { $days ->
    [one] Sus cuentas de Discord tenían al menos { $days } día.
   *[other] Sus cuentas de Discord tenían al menos { $days } días.
}
demand-verified-time = { $days ->
    [one] Llevaban al menos { $days } día en este servidor.
   *[other] Llevaban al menos { $days } días en este servidor.
}

## Firmar y retirar cuando se pide el registro: igual, esté o no vinculada la cuenta

demand-roster-how = Una firma cuenta si la cuenta está vinculada al registro de afiliación del sindicato: `/vincular`, con el código de tu sindicato.
demand-signed-roster = **Tu firma cuenta si esta cuenta está vinculada a una persona del registro de afiliación del sindicato; si no, no se ha guardado nada.** Para vincularla: `/vincular`, que dice lo mismo si ya lo está; después firma otra vez. `/privacidad exportar` te dirá mañana si tu firma está registrada. El bot no se la muestra a nadie: ni al equipo de campaña ni a la dirección. Para retirarla: el botón de abajo o `/reivindicaciones retirar`.
demand-signed-roster-next = **Qué pasa ahora:** las firmas entran varias a la vez en un recuento posterior, normalmente no antes del { $day }. La tarjeta de la reivindicación muestra cada recuento y, después, a quién se entregó y qué respondieron.
demand-withdrawn-roster = **Esta cuenta no tiene ninguna firma en esta reivindicación.** Si alguna estaba contada, saldrá en un recuento posterior. Si desde entonces has vinculado otra cuenta, retira la firma con esa. El bot no se lo dice a nadie.

## Lo que se deniega a miembros

refusal-account-young = { $days ->
    [one] Podrás firmar esta reivindicación cuando tu cuenta de Discord tenga { $days } día. No ha cambiado nada.
   *[other] Podrás firmar esta reivindicación cuando tu cuenta de Discord tenga { $days } días. No ha cambiado nada.
}
refusal-joined-lately = { $days ->
    [one] Podrás firmar esta reivindicación cuando lleves { $days } día en este servidor. No ha cambiado nada.
   *[other] Podrás firmar esta reivindicación cuando lleves { $days } días en este servidor. No ha cambiado nada.
}
refusal-code-mistyped = Esto no es un código: algún carácter está mal, falta o sobra. No ha cambiado nada. Revísalo: cuatro grupos de cuatro, sin 0, 1, I, L, O, S ni U.
refusal-code-unknown = Este código no vale. No ha cambiado nada. Puede que ya se haya usado o sustituido, que sea de otro servidor, o que sustituya a otro desde hace menos de un día. Revisa lo que escribiste; si no, pide uno nuevo a tu sindicato.
refusal-code-too-often = Se han probado demasiados códigos que no valen. No ha cambiado nada. Espera una hora y prueba de nuevo.

## El consentimiento de las reivindicaciones que piden el registro: tras «consent-text» de petitions.ftl

consent-roster = El código sale de mi lugar en el registro de afiliación. Otros dos, con otra clave secreta, vinculan a él mi cuenta. Así cuento una sola vez, tenga las cuentas que tenga.

## Vincular una cuenta

join-form-title = Vincular tu cuenta
join-form-code = Tu código
    .hint = Los cuatro grupos de caracteres que te dio tu sindicato, solo para ti.
join-form-kept = Tu sindicato te dio este código para que solo firme su afiliación, una sola vez por persona. Con él, el bot guarda dos códigos secretos: uno obtenido de tu número de afiliación y otro de tu cuenta de Discord. Ninguno se puede leer sin una clave que se guarda aparte, y al equipo de campaña no se le muestra ninguno. Más información: `/privacidad aviso`.
joined = **Tu cuenta está vinculada.** Ya puedes firmar: el botón de una reivindicación o `/reivindicaciones firmar`. Esta respuesta es la misma si ya estaba vinculada, con este código o con otro. El bot no se lo dice a nadie más. El código queda usado.

## Lo que se dice a una cuenta cuando otra ocupó su lugar

link-replaced = **Desde el { $day } hay otra cuenta vinculada en lugar de esta**, que firma por tu afiliación. Si no fuiste tú, avisa enseguida a tu sindicato. Aún puedes retirar y borrar lo que firmaste con esta cuenta.
link-code-made = **Se ha creado un código nuevo para tu afiliación.** A partir del { $moment } puede vincular otra cuenta en lugar de esta. Si no lo pediste, avisa antes a tu sindicato: anulará el código.
