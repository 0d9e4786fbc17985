### Listas de contratos, e um contrato com tudo o que se sabe dele.

## /contratos lista e buscar

contracts-title = Contratos
contracts-title-kind =
    { $kind ->
        [order] Pedidos
        [vehicle] Acordos-quadro
        [notice] Avisos
        [article] Artigos
        [page] Páginas acompanhadas
       *[contract] Contratos independentes
    }
contracts-found = Contratos que correspondem a “{ $words }”
contracts-none = Ainda não se conhece nenhum contrato aqui. A próxima leitura pode levar algumas horas; `/novidades estado` mostra quando.
contracts-none-of-kind = Nenhum deste tipo é conhecido aqui. `/contratos lista` sem escolha mostra todos.
contracts-no-watch = Ainda não há acompanhamento: a equipe da campanha cria um com `/organise do:watch add`.
contracts-not-found = Nada corresponde a “{ $words }”. Tente um número de contrato, parte de um nome ou um valor, como 4.816.782,50.
line-obligated =
    { $source ->
        [decp] { $amount } pelo contrato inteiro, sem impostos
       *[other] { $amount } comprometidos
    }
line-ceiling = teto { $amount }, um máximo
line-until = até { $date }
line-changed = última alteração: { $date }
line-parties =
    { $supplier ->
        [none] { $buyer }
       *[other] { $buyer } → { $supplier }
    }
line-notice = valor indicado: { $amount }
line-published = de { $date }
line-planned = planejada
line-source = { $source }, lido em { $date }

## /contratos ver

contract-buyer =
    { $kind ->
        [notice] Comprador
        [article] Publicado por
       *[other] Comprador
    }
contract-unit = Órgão
contract-funder = Financiado por
contract-supplier =
    { $kind ->
        [notice] Fornecedor indicado
       *[other] Fornecedor
    }
contract-buyer-parent = O comprador pertence a
contract-supplier-parent = O fornecedor pertence a
contract-uei = UEI { $uei }
contract-obligated =
    { $source ->
        [decp] Pelo contrato inteiro, sem impostos
       *[other] Comprometido até agora
    }
contract-exercised = Com as opções exercidas até agora
contract-options = Com todas as opções, no máximo
contract-ceiling = Teto de todos os pedidos, não dinheiro gasto
contract-parent-ceiling = Teto do seu acordo-quadro, não dinheiro gasto
contract-ordered = Comprometido em seus pedidos
contract-paid = Pago
contract-signed = Data de assinatura
contract-start = Início
contract-end =
    { $kind ->
        [vehicle] Último dia para pedir
       *[other] Fim
    }
contract-potential-end = Fim se todas as opções forem usadas
contract-missing =
    { $withdrawn ->
        [yes] Consultada sobre este número, a fonte responde desde { $date } que não tem esse contrato. O que dizia antes é mostrado aqui e fica guardado como prova.
       *[no] A fonte não conhece este contrato desde { $date }. Essas lacunas costumam durar alguns dias. O que dizia antes é mostrado aqui.
    }
contract-unmatched = A busca do acompanhamento não o encontra desde { $date }. A fonte ainda o tem, e ele continua acompanhado.
contract-planned = Planejada: uma intenção do comprador. Não é um contrato e não compromete dinheiro.
contract-partial = Só uma parte de seus aditivos foi lida: o que se vê não é um total.
contract-removed = A página não está mais em seu endereço. Aqui está o que ela dizia por último.
contract-moved = O endereço da página agora leva a outro lugar (em { $host }). Aqui está o que a página dizia por último.
contract-not-matched = Acompanhado só porque tem pedidos que correspondem a um acompanhamento.
contract-family = Acordo-quadro e pedidos, nunca somados
family-vehicle =
    { $ceiling ->
        [none] Acordo-quadro { $number }
       *[other] Acordo-quadro { $number }: até { $ceiling } para todos os seus pedidos, não dinheiro gasto
    }
family-this =
    { $kind ->
        [order] Este pedido: { $shown }
        [vehicle] Este acordo-quadro: { $shown }
       *[contract] Este contrato: { $shown }
    }
family-ordered =
    { $count ->
        [none] Seus pedidos: { $amount } comprometidos
        [one] Seu único pedido: { $amount } comprometidos
       *[other] Seus { $count } pedidos: { $amount } comprometidos
    }
family-known =
    { $count ->
        [0] Nenhum de seus pedidos é conhecido aqui
        [one] Um de seus pedidos é conhecido aqui:
       *[other] { $count } de seus pedidos são conhecidos aqui:
    }
family-others =
    { $count ->
        [0] Nenhum outro pedido dele é conhecido aqui
        [one] Outro pedido dele é conhecido aqui:
       *[other] Outros { $count } pedidos dele são conhecidos aqui:
    }
contract-orders-more =
    { $count ->
        [one] e mais um: veja `/contratos buscar { $number }`
       *[other] e mais { $count }: veja `/contratos buscar { $number }`
    }
contract-code-naics = Setor (NAICS)
contract-code-psc = Produto ou serviço (PSC)
contract-code-cpv = O que se compra (CPV)
contract-code-notice-type = Tipo de aviso
contract-code-procedure = Procedimento
contract-code-nature = Natureza
contract-code-award-procedure = Procedimento de adjudicação
contract-code-linked-notice = Pertence ao aviso
contract-code-planned-notice = Previsto no aviso
notice-type-pin-only = anúncio de uma compra prevista
notice-type-cn-standard = aviso de licitação
notice-type-cn-social = aviso de licitação, serviços sociais e outros serviços específicos
notice-type-cn-desg = edital de concurso de projetos
notice-type-can-standard = adjudicação de um contrato
notice-type-can-social = adjudicação de um contrato, serviços sociais e outros serviços específicos
notice-type-can-desg = resultado de um concurso de projetos
notice-type-can-modif = alteração de um contrato em andamento
notice-type-veat = aviso antes de uma contratação direta
notice-type-corr = retificação de um aviso
notice-type-appel-offre = aviso de licitação
notice-type-attribution = adjudicação de um contrato
notice-type-rectificatif = retificação de um aviso
notice-type-annulation = licitação cancelada
notice-type-modification = alteração de um contrato em andamento
notice-type-intention-conclure = aviso antes de uma contratação direta
contract-status = Situação
status-words =
    { $status ->
        [planned] planejada
        [pending] pendente, ainda não assinado
        [active] ativo
        [cancelled] cancelado
        [terminated] rescindido antes do prazo
        [closed] encerrado
        [removed] não está mais lá
        [moved] leva a outro lugar
       *[other] { $status }
    }
kind-words =
    { $kind ->
        [order] Um pedido: o órgão compra, aqui dentro de um acordo-quadro.
        [vehicle] Um acordo-quadro: condições e um teto para pedidos futuros. Só pedidos comprometem dinheiro.
        [notice] Um aviso: anuncia um plano, uma licitação ou uma adjudicação e não compromete dinheiro.
        [article] Um artigo: citado, não garantido.
        [page] Uma página da web acompanhada: citada, não garantida.
       *[contract] Um contrato independente: não consta acordo-quadro acima dele.
    }
contract-also =
    { $count ->
        [one] O mesmo contrato em outra fonte, reconhecido por um identificador que as duas informam:
       *[other] O mesmo contrato em outras fontes, reconhecido por identificadores em comum:
    }
contract-published = Data
contract-history = Histórico, primeiro o mais recente
contract-history-none = A fonte não traz nenhum aditivo.
contract-action =
    { $named ->
        [base] Adjudicação inicial
        [yes] { $number }
       *[no] sem número
    }
contract-action-undated = sem data
contract-action-amount =
    { $sign ->
        [plus] +{ $amount }
        [minus] −{ $amount }, retirados
        [zero] sem dinheiro
       *[none] valor não informado
    }
contract-revised = Corrigido: até { $until } o registro dizia { $old }.
contract-action-code =
    { $reason ->
        [none] código { $code }
       *[other] { $reason } (código { $code })
    }
effect-ceiling = Visto junto – Teto: { $old } → { $new }
effect-end = Visto junto – { the-end }: { $old } → { $new }
effect-supplier = Visto junto – Fornecedor: { $old } → { $new }
contract-subcontracts =
    { $source ->
        [usaspending] Só aparecem subcontratos declarados. Muitos são declarados tarde, e abaixo de 30 mil dólares isso não é obrigatório.
        [decp] Só aparecem subcontratos declarados: outros também podem fazer parte do trabalho.
       *[other] Subcontratos não são mostrados: outros podem fazer parte do trabalho.
    }

## O que abrem os botões de um contrato

button-more = Mais
button-first-seen = Como visto na primeira vez
button-figures = Números ao longo do tempo
button-text = Seu texto

figures-title = Números ao longo do tempo: { contract-name }
figures-why = Das leituras do bot, pois a fonte não guarda histórico destes números. Cada linha é uma leitura com números novos.
figures-none = Nenhum número foi lido.
figures-ordered = Comprometido em todos os seus pedidos
figures-before = { $value } (antes: { $old })

first-seen-title = Como visto na primeira vez: { contract-name }
first-seen-date = Lido pela primeira vez em { $date }. Pode ter sido público antes.
first-seen-answers =
    { $count ->
        [0] Não há resposta da fonte guardada daquele momento.
        [one] Guardada como foi lida então:
       *[other] Guardadas como foram lidas então:
    }
first-seen-answer = { $source }, { $moment }, { $size } bytes
first-seen-part = Lido numa lista de vários contratos: isto é o que ela dizia deste.
first-seen-none = A resposta da fonte de que não tem esse contrato.
first-seen-hash = SHA-256
first-seen-attached = anexado como { $name }
first-seen-too-large = Grande demais para anexar; está nas provas que a equipe da campanha exporta.
first-seen-more =
    { $count ->
        [one] e mais uma resposta, nas provas que a equipe da campanha exporta
       *[other] e mais { $count } respostas, nas provas que a equipe da campanha exporta
    }
first-seen-why = Um arquivo cujo SHA-256 é o acima é, byte por byte, o que foi guardado.

text-title = Texto: { contract-name }
text-read = { $source }, lido em { $date }. São palavras de quem o publicou.
text-part = Parte { $part } de { $total }
text-none = Nenhum texto dele está guardado.

## O que não deu certo

refusal-search-too-short = Digite pelo menos uma letra ou um algarismo do que procura.
