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
        [plausible] { subcontracts-count }; o maior plausível: { $amount } para { $supplier }
       *[other] { subcontracts-count }; o maior: { $amount } para { $supplier }
    }
subcontracts-about =
    { $source ->
        [decp] Como o comprador os declarou. Cada um é parte do valor do contrato: nunca os some.
       *[other] Como o fornecedor do contrato os declarou. Cada um é parte do valor do contrato: nunca os some.
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
        [one] Há mais 1 nos dados públicos.
       *[other] Há mais { $count } nos dados públicos.
    }
subcontracts-incomplete = A lista está incompleta: nem todas as { $reports } declarações foram lidas.
subcontracts-partly = A lista está incompleta: foram lidas { $listed } de { $reports } declarações.
subcontracts-news =
    { $count ->
        [one] um novo subcontrato
       *[other] { $count } novos subcontratos
    }
subcontracts-news-days = Cada um com sua própria data: as declarações chegam tarde.

under-others-title = Como subcontratada
button-under-others = Como subcontratada
under-others-about = Subcontratos que as empresas acompanhadas têm em contratos de outras, como essas os declararam. Encontrados pelo nome ou número: verifique se é a empresa que você procura.
under-others-head = { $supplier } para { $prime }
under-others-contract = Contrato { $number }, { $buyer }
under-others-none = Nenhum subcontrato das empresas acompanhadas foi encontrado.
under-others-unread = A fonte ainda não foi consultada. Tente de novo amanhã.
under-others-incomplete = Há mais do que se pôde ler.
under-others-missing = Faltam os subcontratos não declarados ou ainda não declarados. Abaixo de 30 mil dólares, não é obrigatório declará-los.
