## O mural: um site público do que o bot publicou no Discord

board-description = O que o sindicato reivindica, quantas pessoas assinaram e o que dizem os registros públicos.
board-pages = Páginas
board-languages = Idiomas
board-skip = Ir para o texto
board-turn = Páginas da lista
board-menu-demands = Reivindicações
board-menu-contracts = Contratos
board-menu-facts = Fatos
board-menu-updates = Novidades
board-menu-verify = Verificar uma contagem
board-made = Feito pelo Tocsin em { $day }.
board-about = Sobre este mural
board-no-demands = Ainda não há nenhuma reivindicação aberta.
board-progress = Avanço rumo à meta
board-latest = Últimas mudanças
board-all-updates = Todas as novidades
board-money = O dinheiro
board-all-contracts = Todos os contratos
board-money-table = Os mesmos valores em uma tabela
board-column-contract = Contrato
board-column-since = Desde
board-column-amount = Valor
board-column-ceiling = Teto

board-undated = Sem data
board-feed-count = { $count ->
    [one] { $count } assinatura: { $title }
   *[other] { $count } assinaturas: { $title }
}

## Uma reivindicação

board-demand-text = O que se assina
board-publications = Todas as contagens publicadas
board-publications-caption = Da mais recente à mais antiga. Guarde uma linha de controle: com ela se verifica depois que nada antes mudou.
board-column-number = N.º
board-column-day = Dia
board-column-count = Assinaturas
board-column-reason = Publicada porque
board-column-head = Linha de controle
board-reason-batch = havia mudanças suficientes em espera
board-reason-late = já havia passado tempo suficiente
board-reason-closing = a reivindicação foi encerrada
board-reason-invalidated =
    { $invalidated ->
        [one] { $invalidated } assinatura foi removida por não ser válida
       *[other] { $invalidated } assinaturas foram removidas por não serem válidas
    }
board-reason-restored = a primeira depois de restaurada uma cópia de segurança: antes dela, algumas se perderam
board-verify-link = Verificar esta contagem
board-ledger-file = O registro de contagens, para baixar
board-version = Versão { $number }, de { $day }

## Um contrato

board-first-seen = Como visto na primeira vez

## Sobre o mural

board-about-text =
    Este mural mostra o que um bot publicou no servidor do Discord do sindicato: reivindicações com suas contagens, contratos públicos, fatos com suas fontes. Todo mundo vê as mesmas páginas, e nada aqui é sobre uma pessoa.

    Uma contagem é o número de assinaturas no momento em que foi publicada. Ao lado dela está como se verificou quem assina.
board-compare-title = Todo mundo vê a mesma coisa? Três passos
board-compare-steps =
    1. Guarde uma linha de controle: a que fica abaixo de uma contagem, aqui ou no canal de anúncios. Ela termina com 32 caracteres, em grupos de quatro.
    2. Mais tarde, abra *Verificar uma contagem*, escolha a reivindicação e cole a linha que você guardou.
    3. Se disser que nada mudou, o histórico até essa contagem é o que você viu. Compare sua linha com a de outra pessoa: se forem diferentes para o mesmo número, existem dois históricos, e o sindicato tem que explicar.
board-not-shown-title = O que ninguém pode ver aqui
board-not-shown =
    - Quem assinou. É assim de propósito.
    - Que cada assinatura seja de uma pessoa. Isso depende de como se verificou quem assina, e de quem responde por isso.
    - Quantas pessoas assinaram e quantas retiraram a assinatura entre duas contagens.
    - Que nada tenha sido omitido antes do início de um histórico. Todos os dias são os do relógio do computador.
board-data-title = Os dados
board-data-board = Reivindicações, contratos, fatos e novidades, em JSON
board-data-schema = O que significam suas chaves: o esquema JSON
board-data-counts = Todas as contagens publicadas, em CSV
board-data-contracts = Os contratos, em CSV
board-data-actions = Suas modificações, em CSV
board-key = Os registros de contagens são assinados com a chave { $key }. Compare-a com a que o sindicato publicou em outro lugar.

## Verificar um registro de contagens

board-verify-what = Seu navegador recalcula todas as contagens de uma reivindicação, sem perguntar a ninguém. Ele precisa do registro de contagens; a chave do sindicato e uma linha de controle que você guardou tornam a verificação mais forte.
board-verify-noscript = Esta página precisa de JavaScript. Sem ele, use o `verify.py` deste mural ou `tocsin verify`.
board-verify-ledger = Reivindicação
board-verify-file = Ou um arquivo do registro no seu dispositivo
board-verify-key = A chave do sindicato ou sua impressão digital, se você tiver
board-verify-head = Uma linha de controle que você guardou, se tiver
board-verify-button = Verificar
board-check-verdict-good = O registro de contagens está correto.
board-check-verdict-wrong = Há algo errado.
board-check-counts = Cada contagem decorre da anterior. Publicações: { $publications }; última contagem: { $count }.
board-check-key = Foi assinado com a chave que você deu.
board-check-head = Desde que você guardou a linha de controle, nada mudou até a publicação { $number }.
board-check-head-lost = A publicação { $number }, cuja linha de controle você guardou, se perdeu quando uma cópia de segurança foi restaurada. O registro a menciona.
board-check-restored = Antes da publicação { $number }, algumas se perderam quando uma cópia de segurança foi restaurada.
board-check-clock = A publicação { $number } tem data anterior à da precedente: o relógio do computador foi atrasado.
board-check-compare-key = Foi assinado com a chave { $key }. Compare-a com a que o sindicato publicou.
board-check-no-ed25519 = Este navegador não consegue verificar assinaturas digitais (Ed25519). Todo o resto foi verificado.
board-check-signature = A assinatura digital não é válida: o registro foi alterado depois de assinado.
board-check-other-key = Foi assinado com uma chave diferente da sua: { $key }.
board-check-head-unread = Não é possível ler a linha de controle: copie de novo a linha inteira.
board-check-head-other = A publicação { $number } não é a da linha de controle que você guardou: este histórico é outro.
board-check-head-absent = A publicação { $number } de { $demand }, cuja linha de controle você guardou, não está aqui.
board-check-head-changed = A linha de controle do registro não é a da última publicação: uma foi cortada, ou a linha foi alterada.
board-check-written = O arquivo não está escrito como o Tocsin escreve: algo foi alterado.
board-check-no-ledger = Este não é o registro de contagens de uma reivindicação: está cortado ou foi alterado.
board-check-text = O hash da versão { $number } do texto não é o desse texto.
board-check-no-text = Publicação { $number }: o texto que foi assinado não está no arquivo.
board-check-missing = Antes da publicação { $number }, falta uma ou há uma a mais.
board-check-other-demand = A publicação { $number } é de outra reivindicação.
board-check-negative = A publicação { $number } tem um número negativo.
board-check-count = Publicação { $number }: a contagem não é a que resulta de suas mudanças.
board-check-no-hash = A publicação { $number } não tem hash.
board-check-lost-nothing = A publicação { $number } diz que algo se perdeu e não diz o quê.
board-check-previous = A publicação { $number } não contém o hash da anterior: algo foi alterado ou removido.
board-check-older-format = A publicação { $number } é de um formato mais antigo que o da anterior.
board-check-hash = Publicação { $number }: seu hash não é o do que ela diz.
