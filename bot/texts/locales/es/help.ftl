### /ayuda, y la tarjeta «¿Es secreta mi firma?»

help-title = Qué hace este bot
help-intro =
    Novedades de contratos públicos: nuevos, más dinero, prórrogas, correcciones.
    Hechos, con sus fuentes.
    Firmas para las reivindicaciones del sindicato. A nadie se le muestra quién firma.
help-members = Para todo el mundo
help-organisers = Para el equipo de campaña
help-managers = Para quienes gestionan el servidor
help-news = ¿Solo algunas novedades? Si el equipo de campaña ha creado en Discord roles o canales para eso, elígelos allí. El bot no da roles.

## ¿Es secreta mi firma? Cada frase está en docs/threat-model.md, con la prueba que hace de atacante.

secret-shown = **El bot no muestra a nadie que has firmado:** ni al equipo de campaña ni a la dirección.
secret-counts = **Los recuentos cambian por varias personas a la vez**, nunca porque acabes de pulsar.
secret-key = **Tu nombre no se guarda:** lo representa un código, y solo quien tenga los datos y además una clave secreta, guardada aparte hasta que se destruye, puede vincularlo contigo.
secret-screen = **Pulsar el botón no muestra si ya habías firmado:** la respuesta del bot es la misma.
secret-discord = **Discord ve lo que pulsas**, y un tribunal puede hacer que lo diga: si eso es demasiado para ti, pide a tu sindicato firmar en papel.
secret-page-kept = **Con una reivindicación en la página del sindicato es distinto:** allí se firma y se retira la firma, y el bot no ve ninguna pulsación. Sin tu tarjeta o tu archivo de fichas, lo que se guarda no dice qué firma es la tuya. Se registra quién recibió fichas: si firmaron casi todas esas personas, casi se sabe quién firmó.
secret-more = La respuesta larga: *{ button-privacy }*, abajo, y *docs/privacy.md* entre los archivos de este programa.

# Tras el botón bajo las publicaciones y en /ayuda.
word-line = - **{ $word }**: { $meaning }
words-explained =
    - **Pedido**: el organismo compra.
    - **Comprometido**: prometido, pagado o no.
    - **Acuerdo marco**: condiciones para pedidos futuros.
    - **Tope**: lo máximo que pueden alcanzar todos los pedidos, no dinero gastado.
    - **Modificación**: un cambio en un pedido.
    - **Opción**: una prórroga acordada de antemano.
