### Ways of signing: in Discord, or on paper alone.

## On the card

demand-count-paper = { $count ->
    [0] Nenhuma assinatura em papel foi confirmada ainda.
    [one] **{ $count } assinatura em papel**, registrada por uma pessoa da equipe da campanha e confirmada por outra.
   *[other] **{ $count } assinaturas em papel**, registradas por uma pessoa da equipe da campanha e confirmadas por outra.
}
demand-by-discord = Assina-se no Discord, que vê quem aperta; em papel, não.
demand-by-paper = Assina-se em papel: peça uma folha à equipe da campanha. O bot não guarda nenhum nome e o Discord não vê nenhum.

## To whoever would sign or withdraw in Discord

demand-sign-paper = Esta reivindicação é assinada em papel. Nada foi alterado. Peça uma folha à equipe da campanha, ou que risquem seu nome: o bot não guarda nenhum.
refusal-signed-on-paper = Esta reivindicação é assinada em papel. Nada foi alterado. Peça uma folha à equipe da campanha, ou que risquem seu nome: o bot não guarda nenhum.

## On the union’s page

# The consent: frozen with a demand when it opens, like “consent-text” of petitions.ftl.
consent-page =
    Apoio esta reivindicação e consinto explicitamente que minha assinatura seja publicada sem o meu nome. Ligada a mim, ela poderia revelar minha opinião política ou filiação sindical.
    Para quê: mostrar quantas pessoas, nunca quem. Qualquer um pode contar as assinaturas.
    O que se publica: uma chave aleatória, a assinatura cega do sindicato sobre ela, a versão que assino. Nem nome, nem conta, nem unidade, nem o dia em que assino; o da publicação é público.
    O que se guarda sobre mim: que o meu lugar na lista de filiação recebeu fichas nesta rodada; a chave pública do meu cartão e um código (hash) de cada valor oculto que foi assinado. Sem o meu cartão ou arquivo de fichas, ninguém pode saber depois por isso qual assinatura é a minha. Mas se quase todas as pessoas que receberam fichas assinaram, quase se sabe quem assinou. Se o banco de dados do sindicato for PostgreSQL, o registro dele mostra por dias quem veio e quando. Até a lista de assinaturas fechar, meu cartão mostra se assinei; um arquivo de fichas, enquanto existir.
    Por quanto tempo: posso retirar até a lista fechar, 30 dias depois do fim das assinaturas. Então o sindicato destrói a chave que poderia achar minha assinatura com o meu cartão; mais tarde só por um litígio. Cópias publicadas não podem ser recolhidas. Assina-se por { $signing } meses no máximo; mais tempo, só se duas pessoas da equipe decidirem.
    Responsável: { $controller }
    Perguntas: { $contact }
    Destinatários: todos; { $recipients }
    Base legal: RGPD, 6(1)(a) e 9(2)(a).{ $legal_basis ->
        [none] {""}
       *[other] {" "}{ $legal_basis }
    }
    Assinar é voluntário. Posso reclamar a uma autoridade de proteção de dados.
demand-by-page = Assina-se na página do sindicato: sem um cartão ou arquivo de fichas, o que ele e o Discord guardam não diz, alguns dias depois, de quem é uma assinatura. O sindicato registra quem recebeu fichas: se quase todas essas pessoas assinaram, quase se sabe quem assinou.
demand-may-sign-page = Quem pode assinar: quem recebeu fichas na página enquanto estava na lista de filiação.
demand-count-rule-page = As assinaturas são publicadas sem nomes, várias de uma vez até o encerramento.
demand-text-changed-page = **O texto mudou em { $day }.** Uma assinatura anterior vale para o texto como era: assine de novo na página para apoiar este.
demand-verified-roster-left-page = Quem assina: pessoas que estavam na lista de filiação do sindicato quando receberam as fichas; cada uma conta uma vez, mesmo que já tenha saído dela.
demand-sign-page = Esta reivindicação é assinada na página do sindicato, sem o Discord. Nada foi alterado aqui. Com o cartão que seu navegador fez com o código do seu sindicato, você assina lá, vê que sua assinatura foi contada e pode retirá-la.
refusal-signed-on-page = Esta reivindicação é assinada na página do sindicato, sem o Discord. Nada foi alterado aqui. Com o cartão que seu navegador fez com o código do seu sindicato, você assina lá, vê que sua assinatura foi contada e pode retirá-la.
button-sign-page = Abrir a página para assinar
button-signing-page = Abrir a página de assinaturas
