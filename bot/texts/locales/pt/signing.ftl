### A página em que se assina sem conta. Frases curtas, para um telefone.

## Antes de tudo

signing-title = Assinar sem o seu nome
signing-lead = Aqui você assina sem conta. Seu nome não está na lista de assinaturas.
signing-before-title = Antes de começar
signing-before-device = Use seu próprio celular ou computador e seu próprio navegador: não os da empresa.
signing-before-network = Use sua própria rede: nem o Wi-Fi nem a VPN da empresa.
signing-promised-title = O que é prometido
signing-promised-who = Sem um cartão ou arquivo de fichas, ninguém pode saber depois, com o que o sindicato e o Discord guardam, de quem é uma assinatura. Mas o sindicato registra quem recebeu fichas: se quase todas essas pessoas assinaram, quase se sabe quem assinou. Até a lista fechar, um cartão mostra se foi usado para assinar; um arquivo de fichas, enquanto existir.
signing-promised-count = Qualquer pessoa pode contar as assinaturas. Você pode ver que a sua foi contada e retirá-la até a lista fechar: com o seu cartão ou, se foi perdido, substituído ou removido, com um arquivo de fichas.
signing-not-title = O que não é prometido
signing-not-tokens = Que ninguém saiba que você tem fichas, o direito de assinar: o sindicato pode ver isso.
signing-not-watched = Proteção contra quem olha enquanto você assina, muda esta página ou obriga você a mostrar seu cartão.
signing-not-roster = Que a lista de filiação esteja correta.
signing-begin = Começar
signing-board = Endereço do mural do seu sindicato
signing-unable = Esta página não iniciou. Ela precisa de JavaScript e de um navegador de 2021 ou mais novo. Abra-a em outro navegador seu. Você pode ler as reivindicações no mural e perguntar ao sindicato como assinar de outro modo.
signing-noscript = O JavaScript está desligado neste navegador. Ligue-o para esta página.
signing-no-crypto = Este navegador não consegue criar chaves aqui. Abra a página em um endereço que comece com https, ou salve-a e abra-a do seu disco, ou use outro navegador. Você pode ler as reivindicações no mural.
signing-framed = Esta página está dentro de outra. Abra-a em uma aba própria.

## Código, cartão

signing-choose-title = O que você tem?
signing-have-code = Tenho um código do sindicato
signing-have-card = Tenho um cartão
signing-have-file = Tenho um arquivo: com meu cartão ou com minhas fichas
signing-only-look = Só quero ler as reivindicações
signing-notice = O que acontece com seus dados
signing-kept-here = Há fichas guardadas neste aparelho.
signing-use-kept = Usar
signing-delete-kept = Apagar deste aparelho
signing-kept-deleted = Nada mais está guardado neste aparelho.
signing-go-on = Continuar
signing-code-title = Seu código
signing-code = Código do sindicato
signing-code-hint = Quatro grupos de quatro caracteres. Se você recebeu duas metades, digite uma depois da outra.
signing-card-title = Seu cartão
signing-card-what = Este navegador acabou de criá-lo, de forma aleatória. Não há outra cópia. Anote os sete grupos, ou salve-os em um arquivo.
signing-card-care = Não o mostre a ninguém, nem ao sindicato. Quem o tiver pode ver se você assinou, e retirar sua assinatura. O cartão não é enviado a lugar nenhum.
signing-written = Já anotei
signing-save-card = Salvar o cartão em um arquivo
signing-card-file = Este é o seu cartão para assinar. Não o mostre a ninguém. Se o perder, um novo só recebe fichas na próxima rodada.
signing-confirm-title = Você anotou?
signing-confirm = Digite o grupo { $number } do seu cartão
signing-confirm-hint = Quatro caracteres. Com eles você continua, e seu código fica usado.
signing-confirm-wrong = Esse não é o grupo { $number }. Nada foi enviado. Compare com o que anotou, ou veja o cartão de novo.
signing-make-card = Usar meu código para este cartão
signing-show-card = Ver o cartão de novo
signing-card-taken = Seu cartão foi aceito. Seu código foi usado.
signing-enter-card-title = Seu cartão
signing-enter-card = Os 28 caracteres do seu cartão
signing-enter-card-hint = Sete grupos de quatro. Maiúsculas, espaços e hífens não importam.
signing-mistyped = Há um caractere errado, a menos ou a mais (digitados: { $length }). Compare cada grupo.
signing-mistyped-groups = Veja o grupo { $groups }: há um caractere errado, a menos ou a mais. Códigos e cartões não têm 0, 1, I, L, O, S nem U.
signing-mistyped-first = Há um caractere errado. Compare cada grupo, começando pelo grupo { $groups }.

## Fichas

signing-get-title = Obtenha suas fichas
signing-get-what = Uma ficha permite assinar uma vez, em uma reivindicação. O sindicato a assina sem vê-la. Ele registra que você obteve fichas, não o que faz com elas.
signing-get = Obter minhas fichas
signing-tokens-title = Você tem fichas
signing-tokens-what = Fichas: { $number }, cada uma para uma reivindicação, aberta ou futura. Você pode assinar agora. É mais seguro guardá-las e assinar outro dia: assim nada mostra que as duas coisas foram feitas em uma visita.
signing-keep-what = Elas se perdem quando você fecha esta página, a não ser que as guarde. Seu cartão dá as mesmas de novo.
signing-save-tokens = Salvar as fichas em um arquivo
signing-keep-here = Guardar neste aparelho
signing-keep-care = Quem as encontrar pode ver se você assinou, e retirar sua assinatura. Guarde-as só em um aparelho seu. Uma janela anônima as esquece. Apague o arquivo quando a lista fechar.
signing-kept = Guardadas neste aparelho.
signing-kept-already = Já há fichas guardadas neste aparelho. Salve um arquivo, ou apague antes as outras.
signing-not-kept = Este navegador não guarda nada, como em uma janela anônima. Salve um arquivo.
signing-saved = Salvo como { $name }, se o seu navegador disser.
signing-to-demands = Ver as reivindicações
signing-no-tokens = Não há fichas agora. Volte quando seu sindicato abrir uma reivindicação.
signing-replaced = Um novo código foi feito para o seu lugar na lista de filiação. A partir de { $day } ele pode substituir este cartão. Se você não pediu, conteste agora.
signing-object = Não pedi: contestar
signing-objected = O novo código foi bloqueado. Seu sindicato vai falar com você pessoalmente.
signing-look-code = Foi feito um novo código?
signing-no-new-code = Não há código novo para o seu lugar.
signing-remove = Remover este cartão
signing-remove-what = O cartão é então removido e não obtém mais fichas: você precisa de um novo código. Continua registrado que seu lugar recebeu fichas. Suas assinaturas ficam, e as fichas que você tem continuam valendo. Se quiser retirar uma assinatura, faça isso antes.
signing-remove-now = Remover
signing-removed = O cartão foi removido.

## Reivindicações

signing-demands-title = As reivindicações
signing-no-demands = Não há reivindicação agora.
signing-open = Ler e assinar
signing-see = Ler
signing-no-token = Você não tem aqui uma ficha para esta reivindicação.
signing-back = Todas as reivindicações
signing-back-choose = Cartão ou código
signing-count = Assinaturas: { $count }
signing-count-of = Assinaturas: { $count } (meta: { $goal })
signing-count-day = em { $day }
signing-state-open = Aberta.
signing-state-closed = Encerrada: sem novas assinaturas. Você ainda pode retirar a sua.
signing-state-ended = A lista fechou. Nada mais pode mudar.
signing-closes = Você pode assinar até { $day }.
signing-version = Versão { $number } do texto.
signing-head = Linha de controle da lista: { $head }. Compare-a com a do Discord. Se forem diferentes para um mesmo número, avise seu sindicato.
signing-waits = Ainda não está na lista. Se continuar assim, envie de novo: só conta uma vez.
signing-status-none = Não há assinatura sua na lista. Se você assinou há pouco, talvez ela ainda espere.
signing-status-unknown = Esta página não sabe se você assinou.
signing-status-taken = Sua assinatura foi aceita. Ela contará a partir de uma das próximas publicações. Três sempre esperam, por sorteio; no fim todas são publicadas.
signing-status-unsure = Sua escolha foi enviada, sem resposta. Envie de novo: ela conta uma vez só.
signing-status-missing = Sua última escolha não está na lista, e a lista fechou. Avise seu sindicato.
signing-status-counted = Sua assinatura está na lista: publicação { $number }, nada nela foi mudado.
signing-status-indexed = Sua assinatura está no índice da lista: publicação { $number }. A lista é longa: esta página lê o índice dela, não as assinaturas em si.
signing-status-older = Sua assinatura está na lista, para a versão { $version } do texto. O texto mudou. Leia o novo, e assine se concordar. Se não fizer nada, a que você deu ainda conta.
signing-status-withdrawn = Você retirou sua assinatura: a publicação { $number } diz isso, e você não está na contagem.
signing-status-void = Você retirou sua assinatura, e nada seu está na lista.
signing-consent-title = Seu consentimento
signing-consent = Li isto, apoio a reivindicação e consinto.
signing-consent-missing = Você não marcou a caixa, então nada foi assinado.
signing-sign = Assinar
signing-signed = Sua assinatura foi aceita. Ela contará a partir de uma das próximas publicações.
signing-withdraw-what = Você pode retirar sua assinatura até a lista fechar. O que já foi publicado fica nas cópias que outros fizeram; não conta mais.
signing-withdraw-unknown = Se você assinou e não aparece aqui, pode retirar sua assinatura mesmo assim.
signing-withdraw = Retirar minha assinatura
signing-withdrawn = Sua retirada foi aceita. Ela contará a partir de uma das próximas publicações.
signing-look-what = Assinaturas e retiradas na lista: { $rows }. Ela é lida inteira, ou o índice se for longa, para que ninguém saiba qual é a sua.
signing-look = Procurar a minha

## O que dá errado

signing-busy = Um momento…
signing-again = Tentar de novo
signing-code-for-card = Digitar um código para este cartão
signing-send-newest = Enviar como minha última escolha
signing-read-again = Ler de novo
signing-error-no-answer = Não veio resposta. Confira sua conexão e tente de novo: enviar duas vezes a mesma coisa não faz mal.
signing-error-not-stored = Não foi possível guardar. Nada se perdeu. Tente de novo em alguns minutos.
signing-error-too-many = Tentativas demais. Nada foi alterado. Espere um minuto e tente de novo.
signing-error-code-unknown = Este código não funciona. Nada foi alterado. Talvez tenha sido usado com outro cartão, seja de outro sindicato ou, se substitui um cartão, só valha depois de sete dias. Confira o que digitou; senão, pergunte ao seu sindicato.
signing-error-card-unknown = O sindicato não conhece este cartão. Nada foi alterado. Se você acabou de criá-lo, digite seu código de novo. Se foi substituído ou removido, peça um novo código ao sindicato.
signing-error-round-unknown = Começou uma nova rodada. Nada foi alterado. Tente de novo.
signing-error-issued-already = Em uma rodada já foram dadas fichas para o seu lugar, com outro cartão. Para as reivindicações dessa rodada, use aquele cartão. Este recebe fichas das rodadas seguintes.
signing-error-keys-changed = Enquanto isso uma reivindicação foi aberta ou encerrada. Nada foi alterado. Tente de novo.
signing-error-bad-request = O servidor do sindicato não aceitou o que esta página enviou. Nada foi alterado. Recarregue a página; se acontecer de novo, avise seu sindicato.
signing-error-demand-unknown = Esta reivindicação não existe mais. Nada foi alterado. Recarregue a página.
signing-error-other-version = O texto mudou enquanto isso. Nada foi assinado. Leia-o como está agora.
signing-error-turn-used = Você já assinou ou retirou aqui, em outra aba, em outro aparelho ou em outro momento. Esta escolha não foi aceita. Enviar como a última?
signing-error-turns-spent = Você já mudou de ideia aqui o máximo de vezes possível: não dá mais para assinar. Ainda dá para retirar a assinatura.
signing-error-closed = A reivindicação foi encerrada enquanto isso. Nada foi alterado.
signing-error-bad-state = Não dá para ler o que o mural diz. Nada foi alterado. Tente mais tarde; se acontecer de novo, avise seu sindicato.
signing-error-newer-state = Esta página é mais antiga que o mural. Recarregue-a, ou salve-a de novo.
signing-error-bad-address = Este não é o endereço de um mural. Ele começa com https://
signing-error-bad-token = A resposta do sindicato não é uma ficha válida. Ela não foi guardada. Tente mais tarde; se acontecer de novo, avise seu sindicato.
signing-error-other-list = A lista não é a que o mural nomeia. Recarregue a página; se acontecer de novo, avise seu sindicato e outras pessoas.
signing-error-other-row = Na lista, sua assinatura não está como você a deu. Guarde seu cartão e suas fichas, e avise seu sindicato e outras pessoas.
signing-error-bad-file = Este arquivo não tem cartão nem fichas, ou foi alterado. Escolha outro.
signing-error-broken = O texto ou o consentimento não corresponde ao seu hash. Não assine; avise seu sindicato.
signing-error-failed = Algo deu errado nesta página. O que você tem não se perdeu. Recarregue a página.
