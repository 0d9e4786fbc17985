### O que se publica num canal sobre contratos: mudanças, resumos, e como vai o acompanhamento.

## Publicações

post-about = { $name }, { $title }
post-total =
    { $source ->
        [decp] Contrato inteiro, sem impostos: **{ $amount }**
       *[other] Comprometido no total: **{ $amount }**
    }
post-own-ceiling = Teto: **{ $ceiling }** para todos os seus pedidos, não dinheiro gasto
post-ordered =
    { $count ->
        [none] Comprometido em seus pedidos: **{ $amount }**
        [one] Comprometido em seu único pedido: **{ $amount }**
       *[other] Comprometido em seus { $count } pedidos: **{ $amount }**
    }
post-options = Com todas as opções: até { $amount }
post-until =
    { $kind ->
        [vehicle] Pedidos até { $until }
       *[other] Até { $until }
    }
post-parent-ceiling =
    { $ceiling ->
        [none] Dentro do acordo-quadro { $parent }
       *[other] Acordo-quadro { $parent }: até { $ceiling } para todos os seus pedidos, não dinheiro gasto
    }
post-totals-read = Totais e datas lidos em { $date }
post-correction = Por favor, cite o valor corrigido.

## Muitas mudanças numa leitura

changes-title =
    { $count ->
        [one] 1 contrato alterado
       *[other] { $count } contratos alterados
    }
changes-mixed-title = { $count } novos ou alterados
changes-why = As maiores mudanças:
changes-more =
    { $count ->
        [one] e mais 1: aperte o botão.
       *[other] e mais { $count }: aperte o botão.
    }
changes-all-title = Todas as mudanças desta publicação
changes-gone = O detalhe desta publicação não é mais guardado. `/novidades últimas` tem as últimas mudanças.
button-all-changes = Todas as mudanças

## O resumo da primeira leitura completa

digest-title = Agora em acompanhamento: “{ $name }”
digest-found =
    { $contracts ->
        [0] {""}
        [one] 1 pedido ou contrato
       *[other] { $contracts } pedidos e contratos
    }{ $vehicles ->
        [0] {""}
        [one] { $contracts ->
            [0] {""}
           *[other] ,{" "}
        }1 acordo-quadro
       *[other] { $contracts ->
            [0] {""}
           *[other] ,{" "}
        }{ $vehicles } acordos-quadro
    }
digest-others =
    { $kind ->
        [notice] { $count ->
            [one] 1 aviso
           *[other] { $count } avisos
        }
        [article] { $count ->
            [one] 1 artigo no feed
           *[other] { $count } artigos no feed
        }
       *[page] { $count ->
            [one] 1 página, guardada como está hoje
           *[other] { $count } páginas, guardadas como estão hoje
        }
    }
digest-nothing = Ainda não consta nada. O bot escreve aqui assim que houver algo.
digest-obligated =
    { $source ->
        [decp] Contratos inteiros, sem impostos: **{ $amount }**
       *[other] Comprometido até agora: **{ $amount }**
    }
digest-ceiling = até { $ceiling }
digest-ceilings = Um teto é um máximo, não dinheiro gasto.
digest-more =
    { $count ->
        [one] e mais 1: `/contratos lista`
       *[other] e mais { $count }: `/contratos lista`
    }
digest-more-pairs = e outros compradores ou fornecedores
digest-more-currencies =
    { $count ->
        [one] e valores em 1 outra moeda
       *[other] e valores em { $count } outras moedas
    }
digest-unread =
    { $count ->
        [one] Mais 1 ainda não pôde ser lido; aparece em `/contratos lista` assim que puder.
       *[other] Mais { $count } ainda não puderam ser lidos; aparecem em `/contratos lista` assim que puderem.
    }
digest-unknown =
    { $known ->
        [none] Os registros não informam valor.
       *[some] { $count ->
            [one] 1 deles sem valor
           *[other] { $count } deles sem valor
        }
    }
digest-next = De agora em diante, as mudanças são publicadas aqui.
button-contracts = Todos os contratos

## Acompanhamentos que falham, que voltam a funcionar, e a linha semanal

failing-title = “{ $name }” não é lido por completo
failing-count =
    { $count ->
        [one] A última leitura deste acompanhamento não foi completa.
       *[other] As últimas { $count } leituras deste acompanhamento não foram completas.
    }
failing-last =
    { $moment ->
        [none] Ainda não foi lido por completo.
       *[other] Última leitura completa: { $moment }.
    }
failing-next = Próxima leitura: { $moment }. Não é preciso fazer nada, a menos que isso continue: nesse caso, avise quem administra o bot. Haverá um aviso aqui quando voltar a funcionar.
working-title = “{ $name }” pode ser lido de novo
working-read = Última leitura completa: { $moment }.
working-next = O que a fonte mostrou nesse meio-tempo e não mostra mais se perdeu; todo o resto é publicado como sempre.
working-now-failing = Desde então uma leitura falhou de novo; `/novidades estado` mostra por quê.
stale-title = Nada de novo da fonte de “{ $name }”
stale-since =
    Última novidade: { $since }. { $longest ->
        [0] Nunca ficou tanto tempo em silêncio.
        [one] Até agora nunca ficou em silêncio por mais de um ou dois dias.
       *[other] Até agora nunca ficou em silêncio por mais de { $longest } dias.
    }
stale-next = O bot a lê por completo. Talvez a fonte tenha parado de publicar, ou publique em outro lugar: confira, por favor. Haverá um aviso aqui quando vier algo novo.
stale-over-title = Novidades de novo da fonte de “{ $name }”
stale-over-next = A última leitura completa encontrou algo novo. Não é preciso fazer nada.
less-title = Muito menos da fonte de “{ $name }”
less-numbers = Encontrados antes: { $before }. Encontrados agora: { $now }, em duas leituras completas seguidas.
less-next = O que foi lido antes fica guardado. Compare com a fonte, por favor. Se estiver certo, pause o acompanhamento e retome: então vale o número novo. Haverá um aviso aqui quando a fonte mostrar mais de novo.
less-over-title = A fonte de “{ $name }” mostra mais de novo
less-over-next = A última leitura completa encontrou pelo menos metade do que antes. Não é preciso fazer nada.
restyled-title =
    { $source } agora publica { $count ->
        [one] um contrato
       *[other] { $count } contratos
    } de outro modo
restyled-what =
    { $what ->
        [amounts] Os valores agora são informados de outro modo. Nenhuma mudança foi publicada por isso. Compare um com a fonte, por favor.
        [days] As datas agora são informadas de outro modo; nenhum valor mudou. Nenhuma mudança foi publicada por isso.
       *[nothing] Nenhum valor e nenhuma data mudou. Nenhuma mudança foi publicada por isso.
    }
unsteady-title = Os valores de { $source } não param de mudar
unsteady-what =
    Desde { $since }, { $count ->
        [one] um contrato mostra
       *[other] { $count } contratos mostram
    } repetidamente { $what ->
        [amounts] outros valores
        [days] outras datas
       *[nothing] outros nomes ou números
    }. O bot não tem como saber o que está certo e não publica nada disso. Confira na própria fonte, por favor.
unsteady-next = Valores em que duas leituras completas seguidas coincidem são guardados e publicados. Novos contratos e aditivos continuam sendo publicados. `/novidades estado` mostra isto enquanto durar.
restyled-examples = Por exemplo:
restyled-id = o identificador “{ $old }” agora é “{ $new }”
restyled-vehicle = o acordo-quadro “{ $old }” agora é “{ $new }”
restyled-name = o fornecedor “{ $old }” agora é “{ $new }”
restyled-supplier = o fornecedor “{ $old }” agora é “{ $new }”
restyled-buyer = o comprador “{ $old }” agora é “{ $new }”
restyled-title-text = o título “{ $old }” agora é “{ $new }”
restyled-action-id = o identificador de um aditivo “{ $old }” agora é “{ $new }”
restyled-number = o aditivo “{ $old }” agora é “{ $new }”
restyled-description = a descrição “{ $old }” agora é “{ $new }”
restyled-amount = um valor de { $old } agora é { $new }
restyled-total = um total de { $old } agora é { $new }
restyled-ceiling = um teto de { $old } agora é { $new }
restyled-date = um aditivo de { $old } agora tem a data { $new }
restyled-end = um fim previsto para { $old } agora é em { $new }
restyled-status = a situação “{ $old }” agora é “{ $new }”
weekly-title = O acompanhamento continua
weekly-watching =
    { $contracts ->
        [0] Ainda não consta nada
        [one] 1 entrada
       *[other] { $contracts } entradas
    } em { $watches ->
        [one] 1 acompanhamento
       *[other] { $watches } acompanhamentos
    }.
weekly-none = Não há nenhum acompanhamento ativo.
weekly-read =
    { $watches ->
        [one] Última leitura completa: { $moment }.
       *[other] Últimas leituras completas: { $moment } ou depois.
    }
weekly-unread =
    { $count ->
        [one] Um acompanhamento ainda não foi lido por completo.
       *[other] { $count } acompanhamentos ainda não foram lidos por completo.
    }
weekly-paused =
    { $count ->
        [one] Um acompanhamento está pausado.
       *[other] { $count } acompanhamentos estão pausados.
    }
weekly-failing = **Leitura incompleta:** podem faltar mudanças. `/novidades estado` mostra por quê.
weekly-failing-watch =
    { $moment ->
        [none] { $name }: ainda não lido por completo
       *[other] { $name }: última leitura completa em { $moment }
    }
weekly-failing-more =
    { $count ->
        [one] e mais um acompanhamento
       *[other] e mais { $count } acompanhamentos
    }
weekly-changes =
    { $count ->
        [0] { $read ->
            [none] Não se sabe se algo mudou desde { $since }: desde então nenhum acompanhamento foi lido por completo.
            [some] Nenhuma mudança desde { $since } no que pôde ser lido.
           *[all] Nenhuma mudança desde { $since }.
        }
        [one] Novidades de uma entrada desde { $since }: veja `/novidades últimas`.
       *[other] Novidades de { $count } entradas desde { $since }: veja `/novidades últimas`.
    }
