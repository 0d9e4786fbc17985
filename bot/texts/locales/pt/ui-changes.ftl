### Uma mudança num contrato: títulos, linhas de uma publicação e as palavras que partilham.

## Palavras

quoted = “{ $words }”
contract-name =
    { $kind ->
        [order] Pedido { $number }
        [vehicle] Acordo-quadro { $number }
        [notice] Aviso { $number }
        [article] Artigo em { $site }
        [page] Página { $number }
       *[contract] Contrato { $number }
    }
the-end =
    { $kind ->
        [vehicle] Último dia para pedidos
       *[other] Fim
    }
change-by =
    { $named ->
        [base] adjudicação inicial
        [yes] aditivo { $number }
       *[no] um aditivo
    }{ $date ->
        [none] {""}
       *[other] , { $date }
    }{ $reason ->
        [none] {""}
       *[other] : { $reason }
    }
in-brackets =
    { $by ->
        [none] {""}
       *[other] {" "}({ $by })
    }
with-money =
    { $sign ->
        [minus] , **{ $amount }** a menos
        [plus] , **{ $amount }** a mais
       *[none] {""}
    }
supplier-now =
    { $new ->
        [none] . O registro ainda não mostra outro fornecedor
       *[other] : { $old } → { $new }
    }
lines-changed =
    { $went ->
        [0] nenhuma linha retirada
        [one] 1 linha retirada
       *[other] { $went } linhas retiradas
    }, { $came ->
        [0] nenhuma acrescentada
        [one] 1 acrescentada
       *[other] { $came } acrescentadas
    }

## Títulos: “ICE → Capgemini: US$ 2,7 milhões a mais”

headline = { $who }: { $what }
headline-new-vehicle =
    novo acordo-quadro{ $amount ->
        [none] {""}
       *[other] , até { $amount }
    }
headline-new-order =
    novo pedido{ $amount ->
        [none] {""}
       *[other] , { $amount }
    }
headline-new-order-under-vehicle = { headline-new-order }
headline-new-contract =
    novo contrato{ $amount ->
        [none] {""}
       *[other] , { $amount }
    }
headline-new-notice = novo aviso
headline-planned = compra planejada
headline-new-article = novo artigo
headline-new-page = página agora acompanhada
headline-late =
    { $kind ->
        [order] pedido de { $date }, encontrado só agora
        [vehicle] acordo-quadro de { $date }, encontrado só agora
        [notice] aviso de { $date }, encontrado só agora
        [article] artigo de { $date }, encontrado só agora
       *[contract] contrato de { $date }, encontrado só agora
    }
headline-money-added = { $amount } a mais
headline-money-removed = { $amount } a menos
headline-ceiling-raised = teto elevado para { $new }
headline-ceiling-lowered = teto reduzido para { $new }
headline-option-exercised =
    opção exercida{ $sign ->
        [plus] , { $amount } a mais
        [minus] , { $amount } a menos
       *[none] {""}
    }
headline-extended = prorrogado até { $new }
headline-shortened = fim antecipado para { $new }
headline-terminated =
    { $code ->
        [E] rescindido por descumprimento
        [F] rescindido por conveniência do comprador
        [X] rescindido por violação das condições
       *[other] rescindido
    }
headline-cancelled = cancelado
headline-in-force = em vigor
headline-closed-out = encerrado
headline-scope-changed = trabalho adicional
headline-supplier-changed = outro fornecedor
headline-supplier-renamed = fornecedor mudou de nome
headline-supplier-merged = fusão do fornecedor
headline-novated = outra empresa assume
headline-ends-within-30-days =
    { $kind ->
        [vehicle] últimos pedidos em { $new }
       *[other] termina em { $new }
    }
headline-ends-within-7-days = { headline-ends-within-30-days }
headline-lapsed = passou do último dia registrado
headline-no-longer-matches = a busca não o encontra mais
headline-withdrawn = não está mais na fonte
headline-returned =
    { $kind ->
        [page] a página voltou
       *[other] de volta na fonte
    }
headline-page-changed = página alterada
headline-page-removed = página retirada
headline-page-moved = a página agora leva a outro lugar
headline-text-changed = texto alterado
headline-also-listed = numa segunda fonte
headline-corrected = correção
headline-action =
    { $reason ->
        [none] aditivo
       *[other] aditivo, { $reason }
    }

## Mudanças, uma linha cada

change-new-vehicle =
    { $signed ->
        [none] Novo no registro
       *[other] Assinado em { $signed }
    }{ $ceiling ->
        [none] {""}
       *[other] . Pedidos de até **{ $ceiling }** no total: um máximo, não dinheiro gasto
    }
change-new-order =
    { $signed ->
        [none] Novo no registro
       *[other] Feito em { $signed }
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] : **{ $amount }** pelo contrato inteiro, sem impostos
           *[other] : **{ $amount }** comprometidos até agora
        }
    }
change-new-order-under-vehicle =
    { change-new-order } { $parent ->
        [none] (dentro de um acordo-quadro acompanhado aqui)
       *[other] (dentro do acordo-quadro { $parent }, acompanhado aqui)
    }
change-new-contract =
    { $signed ->
        [none] Novo no registro
       *[other] Assinado em { $signed }
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] : **{ $amount }** pelo contrato inteiro, sem impostos
           *[other] : **{ $amount }** comprometidos até agora
        }
    }
change-new-notice =
    { $signed ->
        [none] Novo na fonte
       *[other] De { $signed }
    }{ $amount ->
        [none] {""}
       *[other] . Valor indicado: **{ $amount }**
    }
change-new-article =
    { $signed ->
        [none] Novo no feed
       *[other] De { $signed }
    }
change-new-page = A página fica guardada como está hoje. As mudanças nela são publicadas aqui.
change-money-added = **+{ $amount }**{ in-brackets }
change-money-removed = **−{ $amount }**{ in-brackets }
change-ceiling-raised = Teto: { $old } → **{ $new }**{ in-brackets }
change-ceiling-lowered = Teto: { $old } → **{ $new }**{ in-brackets }
change-option-exercised = Opção exercida{ with-money }{ in-brackets }
change-extended = { the-end }: { $old } → { $new }{ in-brackets }
change-shortened = { the-end }: { $old } → { $new }{ in-brackets }
change-terminated =
    { $by ->
        [none] A fonte agora o dá como rescindido.
       *[other] Rescindido antes do prazo, no todo ou em parte{ with-money }{ in-brackets }.
    } { $code ->
        [E] Com este código, o comprador diz que o fornecedor não fez o combinado.
        [F] Com este código, o comprador o encerra por conveniência própria; nenhuma falta do fornecedor é indicada.
        [X] Com este código, o comprador diz que o fornecedor violou as condições.
       *[other] O registro não diz por quê.
    }
change-cancelled =
    { $by ->
        [none] A fonte agora o dá como cancelado.
       *[other] Cancelado{ with-money }{ in-brackets }.
    } { $code ->
        [N] Com este código, é um cancelamento legal; o registro não diz por quê.
       *[other] O registro não diz por quê.
    }
change-in-force =
    { $old ->
        [pending] A fonte agora o dá como ativo, não mais pendente
        [cancelled] A fonte o dá de novo como ativo; antes estava cancelado
        [terminated] A fonte o dá de novo como ativo; antes estava rescindido
        [closed] A fonte o dá de novo como ativo; antes estava encerrado
       *[other] A fonte agora o dá como ativo
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] : **{ $amount }** pelo contrato inteiro, sem impostos
           *[other] : **{ $amount }** comprometidos
        }
    }
change-closed-out =
    { $by ->
        [none] A fonte agora o dá como encerrado
       *[other] Encerrado, o fim administrativo de um contrato{ with-money }{ in-brackets }
    }
change-scope-changed = Trabalho adicional{ in-brackets }
change-supplier-changed = Fornecedor: { $old } → { $new }{ in-brackets }
change-supplier-renamed = Fornecedor mudou de nome{ with-money }{ in-brackets }{ supplier-now }
change-supplier-merged = O fornecedor se fundiu com outra empresa{ with-money }{ in-brackets }{ supplier-now }
change-novated = Outra empresa o assume{ with-money }{ in-brackets }{ supplier-now }
change-ends-within-30-days = { the-end }: { $new }. Não consta prorrogação.
change-ends-within-7-days = { change-ends-within-30-days }
change-lapsed = { the-end } segundo o registro: { $new }. Não consta prorrogação. Registros podem chegar com dias de atraso: só isto não mostra que o trabalho parou.
change-no-longer-matches = A busca do acompanhamento não o encontra mais. A fonte ainda o tem, e ele continua acompanhado aqui. Pode ser um fornecedor que mudou de nome ou foi vendido; só isto não o mostra.
change-withdrawn =
    { $old ->
        [none] Consultada sobre este número, a fonte responde que não tem esse contrato.
       *[other] Consultada sobre este número em pelo menos sete dias desde { $old }, a fonte responde que não tem esse contrato.
    } O que dizia antes fica guardado como prova. Só isto não mostra por que sumiu.
change-returned =
    { $kind ->
        [page] A página está lá de novo.
       *[other] { $old ->
            [none] A fonte o tem de novo.
           *[other] A fonte o tem de novo; em { $old } foi informado que tinha sumido.
        }
    }
change-page-changed = No texto: { lines-changed }
change-page-removed = O endereço dela agora responde que essa página não existe. A última versão lida está guardada: `/contratos ver`. Isto não mostra quem a retirou, nem por quê.
change-page-moved =
    { $inside ->
        [yes] O endereço dela agora leva a outra página do site, com outro texto: { $new }.
       *[no] O endereço dela agora leva a outro site ({ $new }), que o bot não lê.
    } A última versão lida está guardada: `/contratos ver`. Isto não mostra quem a moveu, nem por quê, nem se o texto está em outro lugar.
change-text-changed = No texto: { lines-changed }
change-also-listed = Uma segunda fonte também o traz: `/contratos ver` mostra as duas.
change-action = Não consta mudança de valor, data ou teto{ in-brackets }
change-corrected-both = Corrigido: { $new } em { $new_date }, não { $old } em { $old_date }{ in-brackets }
change-corrected-amount = Corrigido: { $new }, não { $old }{ in-brackets }
change-corrected-date = Corrigido: { $new_date }, não { $old_date }{ in-brackets }
change-corrected-total =
    { $source ->
        [decp] Corrigido: { $new } pelo contrato inteiro, sem impostos, não { $old }
       *[other] Corrigido: { $new } comprometidos no total, não { $old }
    }
change-corrected-currency = Corrigido: os valores são { $new }, não { $old }

## Linhas retiradas de um texto e linhas acrescentadas

passages-went = Retirado:
passages-came = Acrescentado:
passages-more =
    { $count ->
        [one] e mais 1 linha
       *[other] e mais { $count } linhas
    }

## Motivos das modificações, pelo código da fonte

action-reason-usaspending-a = trabalho adicional
action-reason-usaspending-b = acordo dentro do objeto do contrato
action-reason-usaspending-c = só recursos
action-reason-usaspending-d = ordem de alteração
action-reason-usaspending-e = rescindido por descumprimento
action-reason-usaspending-f = rescindido por conveniência do comprador
action-reason-usaspending-g = opção exercida
action-reason-usaspending-h = condições provisórias tornadas definitivas
action-reason-usaspending-j = outra empresa assume o contrato
action-reason-usaspending-k = encerramento
action-reason-usaspending-l = ordem de alteração tornada definitiva
action-reason-usaspending-m = outro ato administrativo
action-reason-usaspending-n = cancelamento legal
action-reason-usaspending-p = o fornecedor se fundiu
action-reason-usaspending-r = declarações do fornecedor renovadas
action-reason-usaspending-s = número do contrato alterado
action-reason-usaspending-t = passado a outro órgão
action-reason-usaspending-v = o fornecedor mudou de nome
action-reason-usaspending-w = o fornecedor mudou de endereço
action-reason-usaspending-x = rescindido por violação das condições
action-reason-usaspending-y = plano de subcontratação acrescentado
