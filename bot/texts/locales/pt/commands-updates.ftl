command-updates = novidades
    .description = O que mudou nos contratos, e como vão os acompanhamentos.
command-updates-latest = últimas
    .description = As últimas mudanças dos contratos.
command-updates-status = estado
    .description = Quando as fontes foram lidas, o que falhou, e o que espera para ser publicado.
