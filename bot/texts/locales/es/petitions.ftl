### Qué significa firmar, y por qué algo no se puede hacer con una reivindicación.

## El consentimiento: queda fijado con la reivindicación cuando se abre. Texto sin formato (los formularios
## ponen en negrita lo que va antes de los dos puntos).

consent-text =
    Apoyo esta reivindicación y consiento explícitamente que el sindicato indicado abajo lo registre: puede revelar opiniones políticas o la afiliación sindical.
    Fin: mostrar cuántas firmas, nunca de quién.
    Mi nombre: no se muestra. Solo se publican totales. Discord (EE. UU.) ve lo que pulso.
    Se guarda: reivindicación, versión, día, mi centro si lo indico y, en vez del nombre, un código que solo una clave secreta aparte vincula conmigo. Si retiro: solo un código.
    Plazo: { $months ->
        [0] el sindicato aún no ha dicho cuándo se destruye la clave.
        [one] se firma { $signing } meses como máximo; la clave se destruye un mes después, con hasta 14 días de retraso si el bot funciona. Después nadie es identificable. Más tiempo, solo si dos del equipo lo deciden.
       *[other] se firma { $signing } meses como máximo; la clave se destruye { $months } meses después, con hasta 14 días de retraso si el bot funciona. Después nadie es identificable. Más tiempo, solo si dos del equipo lo deciden.
    }
    Responsable: { $controller }
    Preguntas: { $contact }
    Destinatarios: { $recipients }
    Base jurídica: RGPD, art. 6.1.a y 9.2.a.{ $legal_basis ->
        [none] {""}
       *[other] {" "}{ $legal_basis }
    }
    Es voluntario. Hasta entonces puedo retirar la firma, tener copia o borrarla: botón, /privacidad, contacto. Reclamación: AEPD.

## Lo que se deniega a miembros

refusal-no-such-demand = Aquí no existe esa reivindicación. No ha cambiado nada. Elige una de la lista.
refusal-demand-not-open = Esta reivindicación aún no está abierta. No se ha firmado nada. El equipo de campaña la anunciará.
refusal-demand-closed = Esta reivindicación está cerrada y no admite más firmas. No ha cambiado nada. Puedes retirar una firma hasta que se destruya su clave.
refusal-demand-changed = La reivindicación, o lo que pasa con tus datos, ha cambiado entretanto, así que no se ha firmado nada. Pulsa otra vez «Firmar» para leerla como está ahora.
refusal-role-needed = Solo quienes tienen { $roles } pueden firmar esta reivindicación. No ha cambiado nada. Si estás en el sindicato, pide el rol al equipo de campaña y pulsa otra vez «Firmar».
refusal-member-role-gone = El rol que pide esta reivindicación se ha borrado de este servidor. No ha cambiado nada. Avisa al equipo de campaña: puede permitir que firme otro rol con `/organise do:demand widen`.
