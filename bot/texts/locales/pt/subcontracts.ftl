# Subcontratos, como declarados: os de um contrato, e os que empresas acompanhadas têm sob outras

story-subcontracts = Subcontratos
subcontracts-count =
    { $count ->
        [one] 1 subcontrato declarado
       *[other] { $count } subcontratos declarados
    }
subcontracts-line =
    { $largest ->
        [none] { subcontracts-count }
        [only] { subcontracts-count }: { $amount } para { $supplier }
       *[other] { subcontracts-count }; o maior: { $amount } para { $supplier }
    }
subcontracts-about =
    { $source ->
        [decp] Como o comprador os declarou. Cada um é parte do valor do contrato: nunca os some.
       *[other] Como o titular do contrato os declarou. Cada um é parte do valor dele: nunca os some.
    }
subcontract-number = n.º { $number }
subcontract-times =
    { $count ->
        [one] declarado uma vez
       *[other] declarado { $count } vezes
    }
subcontract-amounts = com valores diferentes: { $amounts }
subcontract-amended = após uma alteração: { $amount }
subcontract-before = até { $until }: { $old }
subcontract-first-seen = visto aqui pela primeira vez em { $date }
subcontract-missing = fora da lista desde { $date }
subcontract-doubt-own-number = implausível: o valor é o número do subcontrato
subcontract-doubt-above-ceiling = implausível: mais do que o teto do contrato
subcontract-doubt-above-contract = implausível: mais do que o contrato compromete
subcontracts-more =
    { $count ->
        [one] Há mais 1 no registro público.
       *[other] Há mais { $count } no registro público.
    }
subcontracts-incomplete = A lista está incompleta: nem todas as { $reports } declarações foram lidas.

under-others-title = Como subcontratado
button-under-others = Como subcontratado
under-others-about = Subcontratos que empresas destes monitoramentos têm em contratos de outras, como essas os declararam. Encontrados pelo nome do subcontratado: verifique se é a empresa que procura.
under-others-head = { $supplier } para { $prime }
under-others-contract = Contrato { $number }, { $buyer }
under-others-none = Não consta nenhum subcontrato das suas empresas sob outras.
under-others-unread = Ainda não se perguntou. Tente de novo amanhã.
under-others-incomplete = Há mais do que se pôde ler.
under-others-missing = Faltam: subcontratos abaixo de 30 mil dólares, não declarados ou declarados tarde.
