command-join = vincular
    .description = Vincular sua conta com o código do sindicato. Só você vê a resposta.
command-join-option-code = código
    .description = Seu código; sem ele, um formulário o pede.
