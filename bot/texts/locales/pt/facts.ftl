### Fatos: o que diz uma campanha, quem diz, e quando isso foi verificado.

## O que se sabe de uma afirmação. “meaning” explica a palavra onde há espaço.

fact-state-confirmed = Confirmado
    .meaning = Está num registro público, ou quem está envolvido confirmou.
fact-state-stated = Declarado
    .meaning = Alguém diz isso; o texto informa quem. Não verificado em nenhum registro.
fact-state-disputed = Contestado
    .meaning = Foi publicado, mas um registro ou o outro lado diz outra coisa. Leia o texto antes de citar.
fact-state-unconfirmed = Não confirmado
    .meaning = Foi publicado, mas não se encontrou registro disso. Não cite como certo.

## O que não deu certo

refusal-no-such-fact = Esse fato não existe aqui ou foi removido. Nada foi alterado. Escolha um da lista.
