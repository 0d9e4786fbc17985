## O mural: um site público do que o bot publicou no Discord

board-description = O que o sindicato reivindica, quantas pessoas assinaram e o que dizem os registros públicos.
board-pages = Páginas
board-languages = Idiomas
board-skip = Ir para o texto
board-turn = Páginas da lista
board-page-of = { $title }: { $page }
board-menu-demands = Reivindicações
board-menu-contracts = Contratos
board-menu-facts = Fatos
board-menu-updates = Novidades
board-menu-verify = Verificar uma contagem
board-menu-sign = Assinar
board-made = Feito pelo Tocsin em { $day }.
board-about = Sobre este mural
board-no-demands = Ainda não há nenhuma reivindicação aberta.
board-money-title = { $amount } { $source ->
        [decp] por contratos inteiros
       *[other] comprometidos
    }{ $since ->
        [none] {""}
       *[month] {" "}desde { $since }
    }
board-sold = { $word }: { $meaning }.
board-progress = Avanço rumo à meta
board-latest = Últimas mudanças
board-all-updates = Todas as novidades
board-all-facts = Todos os fatos
board-money = O dinheiro ao longo do tempo, em gráfico e tabela
board-all-contracts = Todos os contratos
board-column-contract = Contrato
board-column-since = Desde
board-column-amount = Valor
board-column-ceiling = Teto
board-press = Para a imprensa
board-press-publisher = Publicado por { $name }.
board-press-contact = Contato: { $contact }
board-press-right = Você pode escrever:
board-press-wrong = Por favor, não escreva:
board-press-money = { $said } por: { $what } ({ $source })
board-press-ceiling = “{ $amount } pagos”: é um teto, não um gasto
board-press-employees = “{ $count } empregados assinaram”: ninguém verificou quem trabalha lá

board-undated = Sem data
board-feed-count = { $count ->
    [one] { $count } assinatura: { $title }
   *[other] { $count } assinaturas: { $title }
}

## Uma reivindicação

board-demand-text = O que se assina
board-seen-by =
    { $way ->
        [page] Assina-se na página do sindicato, sem conta: nem o Discord nem o bot veem um clique. O sindicato registra quem recebeu fichas.
        [paper] Assina-se em papel: o bot não guarda nome nenhum, e o Discord não vê nenhum.
       *[discord] O Discord vê quem aperta Assinar. O bot não mostra a ninguém quem assinou.
    }
board-publications = Todas as contagens publicadas
board-publications-caption = Da mais recente à mais antiga. Guarde uma linha de controle: com ela, qualquer pessoa pode verificar depois que nada anterior foi alterado.
board-column-number = Nº
board-column-day = Dia
board-column-count = Assinaturas
board-column-reason = Publicada porque
board-column-head = Linha de controle
board-reason-batch = havia mudanças suficientes em espera
board-reason-late = já havia passado tempo suficiente
board-reason-opening = a reivindicação foi aberta
board-reason-amended = o texto mudou
board-reason-closing = a reivindicação foi encerrada
board-reason-ended = a lista de assinaturas fechou: nada mais se segue
board-reason-invalidated =
    { $invalidated ->
        [one] { $invalidated } assinatura foi removida por não ser válida
       *[other] { $invalidated } assinaturas foram removidas por não serem válidas
    }
board-reason-restored = a primeira depois de restaurada uma cópia de segurança: antes dela, algumas se perderam
board-head = Guarde esta linha de controle para verificar mais tarde que nada anterior foi alterado:
board-head-how = Como compará-la
board-sign = Assinar na página do sindicato
board-verify-link = Verificar esta contagem
board-ledger-file = O registro de contagens, para baixar
board-embed = Mostrar esta contagem no seu próprio site
board-embed-how = Cole esta linha na sua página. A imagem mostra sempre a última contagem publicada, também em palavras para leitores de tela; não tem scripts e não grava cookies.
board-embed-seen = O servidor deste mural vê o endereço de rede de quem abre a sua página, assim como o seu próprio servidor.
board-version = Versão { $number }, de { $day }

## Um contrato

board-first-seen = Como visto na primeira vez
board-earlier-actions = { $count } anteriores

## Sobre o mural

board-about-text =
    Este mural mostra o que um bot publicou no servidor do Discord do sindicato, “{ $server }”: reivindicações com suas contagens, contratos públicos, fatos com suas fontes. Não diz quem assinou.

    Uma contagem é o número de assinaturas no momento em que foi publicada. Ao lado dela está como se verificou quem assina.
board-compare-title = O mesmo é mostrado a todo mundo? Três passos
board-compare-steps =
    1. Guarde uma linha de controle: a que fica abaixo de uma contagem, aqui ou no canal de anúncios do sindicato, no Discord. Ela termina com 32 caracteres, em grupos de quatro.
    2. Mais tarde, abra *Verificar uma contagem*, escolha a reivindicação e cole a linha que você guardou.
    3. Se disser que nada mudou, o histórico até essa contagem é o que você viu. Compare sua linha com a de outra pessoa: se forem diferentes para o mesmo número, existem dois históricos, e o sindicato tem que explicar.
board-not-shown-title = O que ninguém pode ver aqui
board-not-shown =
    - Quem assinou. É assim de propósito.
    - Que cada assinatura seja mesmo de uma pessoa. Isso depende de como se verificou quem assina, e de quem responde por isso.
    - Quantas pessoas assinaram no Discord e quantas retiraram lá a assinatura entre duas contagens. Na página do sindicato, as linhas mostram isso, sem nomes.
    - Que nada tenha sido omitido antes do início de um histórico. As datas são as do relógio do computador em que o bot funciona.
    - Se este site mostra o mesmo a todo mundo. Isso se vê ao comparar linhas de controle.
board-data-title = Os dados
board-data-board = As reivindicações com todas as contagens, os fatos e as palavras, em JSON
board-data-schema = O que significam as chaves dos arquivos JSON: um esquema JSON
board-data-counts = Todas as contagens publicadas, em CSV
board-data-contracts = Os contratos, em CSV
board-data-actions = Seus aditivos, em CSV
board-data-feed = O mesmo, em um feed JSON
board-data-atom = O que se publica, em um feed Atom para assinar
board-data-columns = O que significam as colunas dos arquivos CSV, em inglês
board-data-nested = Os contratos com seus aditivos, em JSON
board-key = Os registros de contagens são assinados com a chave { $key }. Compare-a com a que o sindicato publicou em outro lugar.
board-script = O script da página de assinaturas tem o hash `{ $hash }`. No código-fonte da página, `script-src` tem o mesmo: o navegador não executa nenhum outro script. Compare-o com o da página de outro sindicato, ou da que vem com o Tocsin, da mesma versão.

## Verificar um registro de contagens

board-verify-what = Seu navegador recalcula todas as contagens de uma reivindicação, sem perguntar a ninguém. Ele precisa do registro de contagens; a chave do sindicato e uma linha de controle que você guardou tornam a verificação mais forte.
board-verify-noscript = Esta página precisa de JavaScript. Sem ele, use o `verify.py` deste mural ou `tocsin verify`.
board-verify-ledger = Reivindicação
board-verify-everything = Tudo: todos os registros e os dados deste mural
board-verify-file = Ou arquivos do seu dispositivo: um registro; ou vários arquivos de um mural, com seu manifest.json e seu manifest.sig
board-verify-key = A chave do sindicato ou sua impressão digital, se você tiver
board-verify-head = Uma linha de controle que você guardou, se tiver
board-verify-row = Sua própria linha ou a chave dela, se você a guardou
board-verify-receipt = O arquivo com seus recibos, da página de assinatura
board-verify-button = Verificar
board-verify-own-title = Se você não confia neste site
board-verify-own = Esta página vem do site que ela verifica. Um site desonesto poderia pôr aqui uma página que sempre diz sim. Use então uma sua: salve esta página de outro mural, ou pegue `verify.html` nos documentos do Tocsin; abra-a do seu dispositivo e escolha ali os arquivos. Ela não precisa de rede e não envia nada.
board-check-verdict-good = Tudo o que foi verificado está correto.
board-check-verdict-wrong = Há algo errado.
board-check-counts = As publicações formam uma única cadeia: { $publications }; última contagem: { $count }.
board-check-key = Foi assinado com a chave que você deu.
board-check-head = Desde que você guardou a linha de controle, nada mudou até a publicação { $number }.
board-check-restored = Faltam publicações antes da { $number }, que diz que elas se perderam quando uma cópia de segurança foi restaurada. Ninguém consegue saber se é verdade ou se alguém as retirou.
board-check-clock = A publicação { $number } tem data anterior à da precedente: o relógio do computador foi atrasado.
board-check-compare-key = Foi assinado com a chave { $key }. Compare-a com a que o sindicato publicou.
board-check-no-ed25519 = Este navegador não consegue verificar assinaturas digitais (Ed25519). Todo o resto foi verificado.
board-check-signature = A assinatura digital não é válida: algo foi alterado depois de assinado.
board-check-other-key = Foi assinado com uma chave diferente da sua: { $key }.
board-check-head-unread = Não é possível ler a linha de controle: copie de novo a linha inteira.
board-check-head-other = A publicação { $number } não é a da linha de controle que você guardou: este histórico é outro.
board-check-head-absent = A publicação { $number }, cuja linha de controle você guardou, não está aqui: foi retirada ou se perdeu.
board-check-head-changed = A linha de controle do registro não é a da última publicação: uma foi cortada, ou a linha foi alterada.
board-check-no-ledger = Este não é um registro como o Tocsin escreve: é outro tipo de arquivo, está cortado ou foi alterado.
board-check-text = O hash da versão { $number } do texto não é o desse texto.
board-check-no-text = Publicação { $number }: o texto que foi assinado não está no arquivo.
board-check-missing = Antes da publicação { $number }, falta uma ou há uma a mais.
board-check-other-demand = A publicação { $number } é de outra reivindicação.
board-check-negative = A publicação { $number } tem um número negativo.
board-check-lost-nothing = A publicação { $number } diz que algo se perdeu e não diz o quê.
board-check-previous = A publicação { $number } não contém o hash da anterior: algo foi alterado ou removido.
board-check-hash = Publicação { $number }: seu hash não é o do que ela diz.
board-check-verdict-part = O que foi verificado está correto. Nem tudo foi: as linhas com travessão dizem o que falta.
board-check-verdict-none = Nada foi verificado.
board-check-checking = Verificando…
board-check-choose = Escolha primeiro um arquivo.
board-check-no-crypto = Este navegador não calcula hashes aqui. Salve esta página, abra-a do seu dispositivo e escolha um arquivo; ou use o verify.py.
board-check-unreachable = Não foi possível ler um arquivo. Baixe-o e escolha-o aqui.
board-check-ledger = É o registro de contagens de “{ $title }” ({ $demand }).
board-check-files = Arquivos sem alteração, como na lista assinada: { $number }. A lista é de { $day }.
board-check-head-newer = O registro termina antes da publicação { $number }, cuja linha de controle você guardou: o arquivo é mais antigo que sua linha, ou algo foi retirado.
board-check-head-demand = A linha de controle que você guardou é de outra reivindicação: { $demand }.
board-check-key-unread = Não é possível ler a chave: ela deve ter 64 caracteres, e sua impressão digital, 32. Copie-a de novo.
board-check-too-large = O arquivo é maior que qualquer registro e não foi lido.
board-check-newer-format = Foi criado por uma versão mais nova do Tocsin: use a página ou o programa dessa versão.
board-check-no-list = Não há uma lista de arquivos como o Tocsin escreve (manifest.json e manifest.sig), ou ela foi alterada.
board-check-file-changed = { $name } foi alterado: não está como na lista assinada.
board-check-file-missing = Falta { $name }.
board-check-file-added = { $name } não está na lista assinada: foi acrescentado ou renomeado.
board-check-other-ledger = { $name } é o registro de outra reivindicação: { $demand }.
board-check-other-counts = { $name } não diz o mesmo que os registros.
board-check-not-shown = Isto não mostra quem assinou, nem que cada assinatura seja de uma pessoa, nem que o mesmo tenha sido mostrado a outras pessoas.
board-check-after-end = A publicação { $number } vem depois da que fechou a lista de assinaturas.
board-check-no-rows = A publicação { $number } não tem linhas, e sua contagem não é a da anterior.
board-check-opening = Publicação { $number }: uma reivindicação que se assina na página abre com o número 1, que não conta nada, e uma única vez.
board-check-issuing-key = Publicação { $number }: sua chave de emissão não é das que o Tocsin faz.
board-check-other-issuing-key = A publicação { $number } tem uma chave de emissão diferente da anterior.
board-check-page-entry = A publicação { $number } diz o que nenhuma reivindicação assinada na página pode dizer: não foi o Tocsin que a fez.
board-check-issued = Publicação { $number }: { $count } assinaturas, { $issued } fichas emitidas e { $places } lugares na lista de filiação não combinam, ou não são dados em dezenas.
board-check-consent = O hash da versão { $number } do consentimento não é o desse consentimento.
board-check-rows-missing = Falta { $name }, as linhas da publicação { $number }.
board-check-rows-hash = { $name } não é o arquivo que a publicação { $number } indica: uma linha foi alterada, acrescentada ou retirada.
board-check-index-hash = Publicação { $number }: o índice que ela indica não é o de { $name }.
board-check-rows-count = A publicação { $number } diz { $count }, e as linhas dão { $found }.
board-check-rows-issued = Publicação { $number }: { $found } chaves têm linhas, e só { $issued } fichas foram emitidas.
board-check-row-form = { $name }, linha { $row }: não é uma linha como o Tocsin as escreve.
board-check-row-twice = { $name }, linha { $row }: tem a mesma chave que a linha anterior.
board-check-row-order = { $name }, linha { $row }: as linhas não estão na ordem de suas chaves.
board-check-row-turn = { $name }, linha { $row }: esta chave já publicou uma linha com este turno ou um posterior.
board-check-row-version = { $name }, linha { $row }: nenhuma publicação até esta indica a versão que ela assina.
board-check-row-late = { $name }, linha { $row }: assina depois do encerramento, quando ninguém mais podia assinar.
board-check-row-token = { $name }, linha { $row }: a ficha não foi emitida com a chave desta reivindicação.
board-check-row-signature = { $name }, linha { $row }: a assinatura não é a desta chave para esta reivindicação e para o que a linha diz.
board-check-rows-more = { $name }: há mais { $number } falhas em suas linhas.
board-check-rows = Linhas verificadas uma a uma: { $number }, de { $found } chaves. Cada uma tem uma ficha emitida com a única chave da reivindicação, e elas dão cada contagem.
board-check-rows-unchecked = As linhas não foram verificadas. Escolha os arquivos delas junto com o registro, ou ponha-os ao lado: { $name } e assim por diante.
board-check-rounds = Cada chave de emissão é de uma rodada anunciada, e abre uma única reivindicação.
board-check-rounds-unchecked = Não há rounds.json: não se verificou se a chave de emissão foi anunciada.
board-check-rounds-unread = { $name } não é a lista de rodadas como o Tocsin a escreve, ou sua assinatura não é válida.
board-check-round = { $name }, rodada { $number }: não segue a anterior, seu hash não é o do que ela diz, ou uma de suas chaves já estava lá.
board-check-round-no-key = A chave de emissão de { $demand } não está em nenhuma rodada anunciada.
board-check-key-twice = { $demand } e { $other } têm a mesma chave de emissão, e cada chave abre uma única reivindicação.
board-check-timestamps-unchecked = Os selos temporais não foram verificados aqui. Verifique-os com tocsin verify, ou com OpenSSL em uma pasta como { $name }: openssl ts -verify -in 1.tsr -data document.json -CAfile ROOT.pem. ROOT.pem é o certificado raiz, da própria autoridade.
board-check-own = Sua linha está lá, inteira: { $name }, linha { $row }.
board-check-own-signed = A última linha com sua chave assina a versão { $version }: { $name }, linha { $row }.
board-check-own-withdrawn = A última linha com sua chave retira a assinatura: { $name }, linha { $row }.
board-check-own-newer = Uma linha mais nova que a sua tem sua chave: { $name }, linha { $row }. Se não foi você que a fez, alguém tem seu cartão ou suas fichas.
board-check-own-other = { $name }, linha { $row }, tem sua chave e não é sua linha. Guarde as duas, e mostre-as a outras pessoas.
board-check-own-absent = Sua linha não está entre as publicadas. Algumas esperam a próxima contagem; depois que a lista de assinaturas da reivindicação fechou, nenhuma.
board-check-own-unread = Não foi possível ler sua linha: copie a linha inteira, ou sua chave de 86 caracteres.
board-check-not-shown-page = Também não mostra que a lista de filiação esteja correta, que cada ficha tenha ido para uma pessoa filiada, nem que se tenha assinado na página publicada. E nenhuma verificação descobre assinaturas que quem tem a chave de emissão fizesse no lugar de pessoas filiadas que receberam fichas e não assinaram: até o número de fichas emitidas.
board-check-progress = Linhas verificadas: { $number }…
board-check-other-format = A publicação { $number } tem um formato diferente do da anterior.
board-check-other-box-key = A publicação { $number } indica uma chave da urna diferente da anterior.
board-check-places = “{ $demand }”: { $first_places } lugares na lista de filiação na abertura, { $places } agora; { $first_issued } fichas emitidas então, { $issued } agora.
board-check-places-fell = A publicação { $number } indica { $now } lugares na lista de filiação, e a anterior { $before }: eles nunca diminuem.
board-check-issued-fell = A publicação { $number } indica { $now } fichas emitidas, e a anterior { $before }: elas nunca diminuem.
board-check-figures-changed = A publicação { $number } tem outros lugares ou fichas emitidas que o encerramento, depois do qual ninguém recebe fichas.
board-check-round-fell = A publicação { $number } de “{ $demand }” tem menos lugares ou fichas emitidas que uma anterior de “{ $other }”, da mesma rodada { $round }.
board-check-file-odd = { $name } é um link, um pipe ou algo assim, e não um arquivo: não foi aberto.
board-check-archive-odd = { $name }: o arquivo compactado está danificado, ou a lista de arquivos não corresponde ao conteúdo. Cada programa extrairia arquivos diferentes: descompacte-o e verifique a pasta.
board-check-document-unchecked = { $name } é grande demais e não foi verificado. A lista assinada de arquivos o cobre.
board-check-void = NULA: a lista de “{ $demand }” foi declarada nula em { $day }. Suas contagens não provam nada.
board-check-verdict-void = Nula: as contagens não provam nada, embora nada tenha sido alterado.
board-check-receipt = A urna de “{ $demand }” aceitou sua linha: o recibo é válido.
board-check-receipt-waits = Sua linha de “{ $demand }” ainda não foi publicada: ela espera. Todas as que esperam saem quando a reivindicação se encerra; as retiradas posteriores, quando a lista fecha.
board-check-receipt-none = O arquivo não tem recibo do que foi verificado aqui. Guarde sua linha: a lista mostra se ela foi publicada.
board-check-receipt-unread = Não foi possível ler o arquivo com o recibo: use-o como a página de assinatura o salvou.
board-check-receipt-wrong = O recibo não é da urna de “{ $demand }” para esta linha.
board-check-row-struck = A urna aceitou sua assinatura de “{ $demand }”, ou a retirada dela, e ela não está na lista. Este arquivo prova isso, a não ser que você tenha mudado de ideia antes da publicação. Ele também mostra que você assinou.
board-check-not-shown-evidence = Isto mostra que o bot com esta chave reuniu assim as provas, não que copiou fielmente as fontes: compare com as fontes.
