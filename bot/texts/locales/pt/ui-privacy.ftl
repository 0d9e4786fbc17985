### O que acontece com os dados das pessoas.

## /privacidade aviso

privacy-title = O que acontece com seus dados
privacy-stored = **Quando você assina**, este bot guarda: a reivindicação, a versão do texto dela e do consentimento, o dia, sua unidade se a escolheu, e um código secreto no lugar do nome. Nem seu nome, nem sua conta do Discord, nem a hora.
privacy-code = **Só uma chave secreta**, guardada à parte, leva desse código a você. Depois que ela é destruída, os dados e suas cópias de segurança já não levam a ninguém, se não restar nenhuma cópia da chave.
privacy-shown = **O bot não mostra a ninguém quem assinou**, nem à equipe da campanha. As contagens são publicadas com várias mudanças de uma vez.
privacy-public = **O que é publicado aqui também fica na internet, à vista de qualquer pessoa:** as contagens, também por unidade, nunca quem assinou.
privacy-discord = **O Discord (EUA) vê o que você aperta e o que o bot responde**, e a Justiça pode ordenar que o Discord entregue isso.
privacy-withdraw = **Você pode retirar a assinatura até que a chave seja destruída:** o botão da reivindicação ou `/reivindicações retirar`. A partir daí sua assinatura deixa de existir; a contagem muda depois. Sair do servidor não a retira.
privacy-yours = **Uma cópia:** `/privacidade exportar`, pronta um dia depois. **Apagar:** `/privacidade apagar`, em todos os servidores deste bot. Ambas também em mensagens diretas com o bot.
privacy-unreachable = Se não conseguir usar o bot, escreva ao contato abaixo.
privacy-unreachable-elsewhere = Se não conseguir usar o bot, escreva ao sindicato que pediu sua assinatura.
privacy-server = O que diz a equipe deste servidor
privacy-of-controller = **Quem é responsável:** { $text }
privacy-of-contact = **A quem perguntar:** { $text }
privacy-of-legal-basis = **Base legal:** seu consentimento explícito, na UE RGPD, art. 6(1)(a) e 9(2)(a). { $text }
privacy-of-recipients = **Quem os recebe:** { $text }
privacy-of-nobody = A equipe da campanha ainda não disse quem é responsável pelos dados, por quanto tempo são guardados e quem os recebe. Até lá, nenhuma reivindicação pode ser assinada aqui.
privacy-of-missing = Ainda falta: { $fields }. Até que haja, nenhuma reivindicação nova pode abrir aqui.

## Atrás do botão “Mais sobre seus dados”

button-privacy-more = Mais sobre seus dados
privacy-more-link = **Se você vinculou sua conta com um código**, o bot guarda, como códigos secretos, que ela pertence a alguém na lista de filiação do sindicato.
privacy-more-organiser = **Se você é da equipe da campanha**, suas ações ficam registradas, com sua conta cifrada. Se apagar seus dados, 30 dias depois é apagada a informação de quem agiu.
privacy-more-withdrawn = **Se você retirou uma assinatura**, um código secreto fica junto às chaves até que sejam destruídas, para que nenhuma cópia restaurada traga uma assinatura de volta. Ele existe também para quem apertou o botão sem nunca ter assinado. Se ele se perder com a máquina, uma cópia antiga pode trazer a assinatura de volta: nesse caso, retire-a de novo.
privacy-more-asked = **Se você pediu uma cópia**, um código secreto registra isso, por oito dias no máximo.
privacy-more-erased = **Apagar** remove o que se guarda desta conta em todos os servidores deste bot, exceto o código contra cópias restauradas. Cópias de segurança podem conter isso por mais algumas semanas.
privacy-more-removed = **{ $days } dias depois que o bot é removido de um servidor**, todos os dados desse servidor são apagados.
privacy-more-complain = **Você pode reclamar** a uma autoridade de proteção de dados (Portugal: CNPD, Brasil: ANPD).

## Os campos

privacy-field-controller = quem é responsável
privacy-field-contact = a quem perguntar
privacy-field-legal-basis = a base legal
privacy-field-recipients = quem os recebe

## /privacidade exportar

own-data-noted = Anotado. A partir de { $moment }, por { $days } dias, o mesmo comando dá o arquivo.
own-data-alone = Todo mundo recebe esta resposta e, amanhã, um arquivo, não importa o que esteja guardado. Busque-o quando ninguém estiver olhando sua tela.
own-data = Seus dados
own-data-here = O que este bot guarda sobre você, em todos os seus servidores: um arquivo para ler, um para programas. Só você vê esta resposta, mas ela passou pelo Discord. Guarde os arquivos onde ninguém olha, ou apague-os.
refusal-own-data-under-way = Seus arquivos já estão sendo feitos: chegam como resposta ao seu pedido anterior.
own-data-title = O que este bot guarda sobre você, em { $moment }
own-data-signatures =
    { $count ->
        [0] Assinaturas: nenhuma.
       *[other] Assinaturas: { $count }.
    }
own-data-where = Em “{ $server }”, em { $day }, versão { $version } do texto.
own-data-damaged = Em “{ $server }”. O resto do que se guardou com esta assinatura está danificado e não pode ser lido: escreva ao contato em `/privacidade aviso`.
own-data-state-published = Está na contagem publicada.
own-data-state-pending = Espera a próxima publicação da contagem.
own-data-unit = Unidade: { $unit }
own-data-held = A chave desta reivindicação é guardada por mais tempo por causa de um litígio, no máximo até { $day }. Motivo: { $reason }
own-data-consent = Com o que você consentiu:
own-data-roster = Em “{ $server }” esta conta está vinculada, por um código que você digitou, a alguém na lista de filiação do sindicato. Quem é fica guardado só como código secreto. Assinaturas dadas antes de esta conta ser vinculada não aparecem aqui.
own-data-card = Em “{ $server }”, a chave pública do cartão desta pessoa filiada para a página do sindicato: { $key }
own-data-card-code = Em “{ $server }”, um código para um cartão na página do sindicato espera por esta pessoa filiada. É guardado como código secreto.
own-data-issued = Em “{ $server }”, foram emitidas fichas para esta pessoa filiada na rodada { $number }, iniciada em { $day }. Guarda-se um código (hash) de cada valor oculto que foi assinado.
own-data-card-withheld = Em “{ $server }”, outra conta esteve vinculada antes a esta pessoa filiada. Se ela tem um cartão ou fichas para a página do sindicato não se indica aqui: pergunte ao contato em `/privacidade aviso`.
own-data-former-link = Em “{ $server }”, um vínculo anterior desta conta terminou em { $day }: outra conta tomou seu lugar, ou você tem outro número de filiação. O que você assinou com ele não aparece aqui; você ainda pode retirar e apagar isso.
own-data-acts = O que você fez na equipe da campanha:
own-data-not-kept =
    Não se guarda nada disto: seu nome, sua conta do Discord em si, a hora de uma assinatura, onde você estava e o que leu.

    Guardado só junto às chaves, de quem retira uma assinatura, tenha assinado ou não, e de quem apaga uma: um código secreto, para que nenhuma cópia restaurada traga uma assinatura de volta. Não diz nada sem o banco de dados e é destruído com a chave da reivindicação.

    Guardado sem ser seu: contagens publicadas, e ações de pessoas da equipe da campanha que apagaram seus dados.

    Até você buscar estes arquivos, ficou registrado que você os pediu.

## /privacidade apagar

erase-title = Apagar os dados desta conta
erase-what = Isto retira todas as assinaturas desta conta, em todos os servidores deste bot, também de reivindicações encerradas ou entregues. Tira esta conta das listas de filiação a que está vinculada: o código não volta a funcionar. Apaga seu pedido de cópia e, em 30 dias, a informação de quem você é no registro das ações da equipe da campanha.
erase-not = Não pode ser desfeito, mas você pode assinar de novo. As contagens mudam na próxima publicação; o que foi entregue fica como foi comunicado. Cargos e mensagens no Discord ficam.
erase-page = **As assinaturas na página do sindicato não são retiradas com isto:** retire-as lá.
erase-page-kept = Se a pessoa vinculada a esta conta tem um cartão para a página do sindicato ou recebeu fichas, isso fica guardado até não haver mais ali nenhuma rodada em andamento e a última lista ter fechado. Quem tem o cartão pode removê-lo nessa página.
button-erase = Apagar meus dados
erased = **O que o banco de dados guardava desta conta foi apagado.** Se a lista de filiação de um sindicato conhece você por outra conta, ou por um código que não usou, essa entrada fica, com o que a outra conta assinou. Se você é da equipe da campanha, a informação de quem você é fica no registro das ações dela por mais 30 dias, e por 30 dias depois da sua última ação. Onde havia uma assinatura sua, fica junto à chave da reivindicação um código secreto, para que nenhuma cópia restaurada a traga de volta; ele é destruído com a chave. Onde uma contagem publicada continha uma assinatura sua, a próxima publicação a corrige. Cópias de segurança podem conter por mais algumas semanas o que havia; sem as chaves não servem a ninguém.
