command-join = vincular
    .description = Vincular tu cuenta con el código de tu sindicato. Solo tú ves la respuesta.
command-join-option-code = código
    .description = Tu código; sin él, te lo pide un formulario.
