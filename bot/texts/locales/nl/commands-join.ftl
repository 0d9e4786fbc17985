command-join = koppelen
    .description = Je account koppelen met de code van je vakbond. Alleen jij ziet het antwoord.
command-join-option-code = code
    .description = Je code; zonder vraagt een formulier erom.
