### /ajuda, e o cartão “Minha assinatura é secreta?”

help-title = O que este bot faz
help-intro =
    Novidades de contratos públicos: novos, mais dinheiro, prorrogações, correções.
    Fatos, com suas fontes.
    Assinaturas para as reivindicações do sindicato. Não se mostra a ninguém quem assina.
help-members = Para todo mundo
help-organisers = Para a equipe da campanha
help-managers = Para quem gerencia o servidor
help-news = Só algumas novidades? Se a equipe da campanha criou cargos ou canais para isso no Discord, escolha lá. O bot não dá cargos.

## Minha assinatura é secreta? Cada frase está em docs/threat-model.md, com o teste que faz o papel de quem ataca.

secret-shown = **O bot não mostra a ninguém que você assinou:** nem à equipe da campanha, nem à direção.
secret-counts = **As contagens mudam por várias pessoas de uma vez**, nunca porque você acabou de apertar.
secret-key = **Seu nome não é guardado:** um código fica no lugar dele, e só quem tem os dados e também uma chave secreta, guardada à parte até ser destruída, pode ligá-lo a você.
secret-screen = **Apertar o botão não mostra se você já tinha assinado:** a resposta do bot é a mesma.
secret-discord = **O Discord vê o que você aperta**, e a Justiça pode obrigá-lo a revelar: se for demais para você, peça ao sindicato para assinar em papel.
secret-page-kept = **Uma reivindicação na página do sindicato é diferente:** é lá que se assina e se retira a assinatura, e o bot não vê nenhum toque. Sem o seu cartão ou arquivo de fichas, o que se guarda não diz qual assinatura é a sua. Registra-se quem recebeu fichas: se quase todas essas pessoas assinaram, quase se sabe quem assinou.
secret-more = A resposta longa: *{ button-privacy }*, abaixo, e *docs/privacy.md* entre os arquivos deste programa.

# Atrás do botão sob as publicações e em /ajuda.
word-line = - **{ $word }**: { $meaning }
words-explained =
    - **Pedido**: o órgão compra.
    - **Comprometido**: prometido, pago ou não.
    - **Acordo-quadro**: condições para pedidos futuros.
    - **Teto**: o máximo a que todos os pedidos podem chegar, não dinheiro gasto.
    - **Aditivo**: uma alteração num pedido.
    - **Opção**: uma prorrogação combinada de antemão.
