command-join = połącz
    .description = Połącz swoje konto kodem od związku. Odpowiedź widzisz tylko ty.
command-join-option-code = kod
    .description = Twój kod; bez niego zapyta o niego formularz.
