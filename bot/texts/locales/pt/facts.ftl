### Fatos: o que diz uma campanha, quem diz, e quando isso foi verificado.

## O que se sabe de uma afirmação. “meaning” explica a palavra onde há espaço.

fact-state-confirmed = Confirmado
    .meaning = Está em registros públicos, ou quem está envolvido confirmou.
fact-state-stated = Declarado
    .meaning = Alguém diz isso; o texto informa quem. Não verificamos em nenhum registro.
fact-state-disputed = Contestado
    .meaning = Foi publicado, mas os registros ou o outro lado dizem outra coisa. Leia o texto antes de citar.
fact-state-unconfirmed = Não confirmado
    .meaning = Foi publicado, e não encontramos registro que o comprove. Não cite como certo.

## O que não deu certo

refusal-no-such-fact = Esse fato não existe aqui ou foi removido. Escolha um na lista de fatos.
