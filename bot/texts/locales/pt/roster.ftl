### Quem pode assinar, como isso foi verificado, e a lista de filiação.

## Como as assinaturas foram verificadas

demand-verified-roster = { $size ->
    [0] Quem assina: pessoas filiadas, que o bot verificou na lista de filiação do sindicato; cada uma conta uma vez.
   *[other] Quem assina: pessoas filiadas, que o bot verificou na lista de filiação do sindicato (pelo menos { $size } pessoas); cada uma conta uma vez.
}
demand-verified-roster-left = Quem assina: pessoas filiadas, que o bot verificou na lista de filiação do sindicato quando assinaram; cada uma conta uma vez. Algumas já saíram dela e continuam contando.
demand-verified-account = { $days ->
    [one] Suas contas do Discord tinham pelo menos { $days } dia.
   *[other] Suas contas do Discord tinham pelo menos { $days } dias.
}
demand-verified-time = { $days ->
    [one] Estavam neste servidor havia pelo menos { $days } dia.
   *[other] Estavam neste servidor havia pelo menos { $days } dias.
}

## Assinar e retirar quando se pede a lista: igual, esteja a conta vinculada ou não

demand-roster-how = Uma assinatura conta se a conta estiver vinculada à lista de filiação do sindicato: `/vincular`, com o código do seu sindicato.
demand-signed-roster = **Sua assinatura conta se esta conta estiver vinculada a alguém na lista de filiação do sindicato; se não, nada foi guardado.** Para vincular: `/vincular`, que diz o mesmo se já estiver vinculada; depois assine de novo. `/privacidade exportar` diz amanhã se sua assinatura está registrada. O bot não a mostra a ninguém: nem à equipe da campanha, nem à direção. Para retirar: o botão abaixo ou `/reivindicações retirar`.
demand-signed-roster-next = **O que acontece agora:** as assinaturas entram várias de uma vez numa contagem posterior, em geral não antes de { $day }. O cartão da reivindicação mostra cada contagem e, depois, a quem foi entregue e qual foi a resposta.
demand-withdrawn-roster = **Esta conta não tem assinatura nesta reivindicação.** Se alguma estava contada, sai numa contagem posterior. Se você vinculou outra conta desde então, retire a assinatura com essa. O bot não diz isso a ninguém.

## O que é recusado a membros

refusal-account-young = { $days ->
    [one] Você poderá assinar esta reivindicação quando sua conta do Discord tiver { $days } dia. Nada foi alterado.
   *[other] Você poderá assinar esta reivindicação quando sua conta do Discord tiver { $days } dias. Nada foi alterado.
}
refusal-joined-lately = { $days ->
    [one] Você poderá assinar esta reivindicação depois de { $days } dia neste servidor. Nada foi alterado.
   *[other] Você poderá assinar esta reivindicação depois de { $days } dias neste servidor. Nada foi alterado.
}
refusal-code-mistyped = Isso não é um código: há um caractere errado, a menos ou a mais. Nada foi alterado. Confira: quatro grupos de quatro, sem 0, 1, I, L, O, S e U.
refusal-code-unknown = Este código não funciona. Nada foi alterado. Talvez já tenha sido usado ou substituído, seja de outro servidor, ou substitua outro há menos de um dia. Confira o que digitou; senão, peça um novo ao seu sindicato.
refusal-code-too-often = Foram tentados códigos demais que não funcionam. Nada foi alterado. Espere uma hora e tente de novo.

## O consentimento das reivindicações que pedem a lista: depois de “consent-text” de petitions.ftl

consent-roster = O código vem do meu lugar na lista de filiação. Outros dois, sob outra chave secreta, vinculam minha conta a ele. Assim conto uma só vez, tenha as contas que tiver.

## Vincular uma conta

join-form-title = Vincular sua conta
join-form-code = Seu código
    .hint = Os quatro grupos de caracteres que seu sindicato deu a você, só para você.
join-form-kept = Seu sindicato deu este código para que só assinem pessoas filiadas, uma vez cada. Com ele, o bot guarda dois códigos secretos: um derivado do seu número de filiação e um da sua conta do Discord. Nenhum pode ser lido sem uma chave guardada à parte, e nenhum é mostrado à equipe da campanha. Mais detalhes: `/privacidade aviso`.
joined = **Sua conta está vinculada.** Agora você pode assinar: o botão de uma reivindicação ou `/reivindicações assinar`. A resposta é a mesma se ela já estava vinculada, com este código ou com outro. O bot não diz isso a mais ninguém. O código foi usado.

## O que uma conta fica sabendo quando outra tomou seu lugar

link-replaced = **Desde { $day } outra conta está vinculada no lugar desta** e assina por sua filiação. Se não foi você, avise o seu sindicato imediatamente. Você ainda pode retirar e apagar o que assinou com esta conta.
link-code-made = **Um novo código foi criado para sua filiação.** A partir de { $moment } ele pode vincular outra conta no lugar desta. Se você não pediu, avise antes o seu sindicato: ele anula o código.
