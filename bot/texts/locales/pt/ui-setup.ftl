### Configuração: o que todo mundo lê num canal.

setup-welcome-title = O Tocsin chegou
setup-welcome = Ele acompanha contratos públicos e reúne assinaturas sem mostrar a ninguém quem assinou. Configurar leva uns dez minutos, também no celular. Você pode parar quando quiser e continuar depois. É preciso alguém que possa gerenciar este servidor.
setup-welcome-there = Você o adicionou a **{ $server }**. Abra esse servidor e digite `/setup`.
button-setup = Configurar
button-setup-server = Abrir o servidor

setup-test-post = **Isto é um teste.** O bot pode publicar aqui. Nada mais aconteceu.
setup-pin-title = Como isto funciona
setup-pin-news = **Novidades.** Este bot acompanha contratos públicos. O que é novo ou muda é publicado aqui, com a fonte.
setup-pin-sign = **Assinar.** Aperte *Assinar* embaixo de uma reivindicação. O bot não mostra a ninguém quem assina: nem à equipe da campanha, nem à direção. Só se publicam totais.
setup-pin-withdraw = **Retirar.** O botão embaixo da reivindicação ou `/reivindicações retirar`. O bot não diz isso a ninguém.
setup-pin-page = **Na página do sindicato.** Uma reivindicação que indica isso é assinada lá, sem o Discord, com o cartão que o seu navegador cria com o código do seu sindicato. É lá também que se retira a assinatura, até 30 dias depois do fim das assinaturas.
setup-pin-data = **Seus dados.** Responsável: { $controller }. Perguntas: { $contact }.
setup-pin-ask = **Dúvidas sobre uma reivindicação?** Pergunte a { $role }.
