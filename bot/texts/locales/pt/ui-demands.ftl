### Reivindicações: seus cartões, assinar e retirar a assinatura.

## Listas e cartões

demands-title = Reivindicações
demands-none = Ainda não há reivindicação para assinar aqui. A equipe da campanha vai anunciar a primeira.
demands-read = Ler e assinar

demand-state-draft = Rascunho
demand-state-open = Aberta para assinar
demand-state-closed = Encerrada

demand-count = { $count ->
    [one] **{ $count } assinatura**, publicada em { $day }. { $verified }
   *[other] **{ $count } assinaturas**, publicadas em { $day }. { $verified }
}
demand-uncounted = Nenhuma contagem publicada ainda.
demand-verified-server = Quem assina: membros deste servidor (identidade não verificada).
demand-verified-role = Quem assina: membros a quem a equipe da campanha deu um cargo (o bot não verificou nenhuma identidade).

demand-may-sign = Quem pode assinar: { $who }. Isso só pode ser ampliado, e sempre em público.
may-sign-roles = { $count ->
    [0] qualquer pessoa neste servidor
    [one] quem tem o cargo { $roles }
   *[other] quem tem um dos cargos { $roles }
}
may-sign-roster = com uma conta vinculada à lista de filiação do sindicato
may-sign-account = { $days ->
    [one] com uma conta do Discord de pelo menos { $days } dia
   *[other] com uma conta do Discord de pelo menos { $days } dias
}
may-sign-time = { $days ->
    [one] há pelo menos { $days } dia neste servidor
   *[other] há pelo menos { $days } dias neste servidor
}
demand-eligible = Enquanto o Discord ou a lista de filiação do sindicato mostrar menos de { $least } pessoas que podem assinar, novas assinaturas não são contadas.{ $checked ->
    [yes] {""}
   *[no] {" "}**Não verificado quando a reivindicação abriu:** o Discord não informou quantas pessoas têm o cargo.
}

demand-open-since = Aberta para assinar desde { $day }.
demand-closed-on = Encerrada em { $day }: não pode mais ser assinada.
demand-secret = Não se mostra a ninguém quem assina: nem à equipe da campanha, nem à direção.
demand-count-rule = As contagens são publicadas para várias assinaturas de uma vez, para que uma só seja difícil de notar.
demand-head =
    Guarde esta linha: com ela dá para verificar depois se uma contagem foi alterada.
    `{ $head }`
demand-draft = Um rascunho: só a equipe da campanha o vê e ninguém pode assiná-lo.

button-sign = Assinar
button-withdraw = Retirar minha assinatura
button-privacy = O que acontece com meus dados
button-secret = Minha assinatura é secreta?

## O formulário

sign-form-title = Assinar esta reivindicação
sign-form-language =
    { $part ->
        [demand] *A reivindicação está em { $language }.*
        [consent] *O consentimento está em { $language }.*
       *[both] *Reivindicação e consentimento: em { $language }.*
    }
sign-form-rest = *Texto completo: no cartão, `/reivindicações ver`.*
sign-form-consent = Seu consentimento
sign-form-rest-of-consent = *Este texto continua em `/privacidade aviso`.*
sign-form-agree = Eu a apoio e dou meu consentimento.

## Respostas: sempre as mesmas, houvesse o que houvesse antes

demand-signed = **Agradecemos. Sua assinatura foi registrada.** O bot não a mostra a ninguém: nem à equipe da campanha, nem à direção. Para retirar: o botão abaixo ou `/reivindicações retirar`.
demand-signed-next = **O que acontece agora:** sua assinatura entra com outras numa contagem posterior, em geral não antes de { $day }. O cartão da reivindicação mostra cada contagem e, depois, a quem foi entregue e qual foi a resposta.
demand-pass-on = Para repassar, sem o seu nome:
demand-pass-on-text = Nossa reivindicação: “{ $title }”. Para ler e assinar, digite /reivindicações no nosso servidor do Discord. O bot não mostra a ninguém quem assina.
demand-pass-on-link = Nossa reivindicação: “{ $title }”. Para ler e assinar no nosso servidor do Discord: { $link } O bot não mostra a ninguém quem assina.
demand-pass-on-board = Qualquer pessoa pode ler aqui: { $link }
demand-withdrawn = **Você não tem assinatura nesta reivindicação.** Se alguma estava contada, sai numa contagem posterior. O bot não diz isso a ninguém.
demand-sign-again = Você pode assinar de novo enquanto a reivindicação estiver aberta.

## O que não deu certo

refusal-no-consent = Você não marcou a caixa do consentimento, por isso nada foi assinado. Aperte “Assinar” de novo e marque-a se concordar.
