# Subcontratos, tal como se declararon: los de un contrato y los que tienen bajo otras las empresas vigiladas

story-subcontracts = Subcontratos
subcontracts-count =
    { $count ->
        [one] 1 subcontrato declarado
       *[other] { $count } subcontratos declarados
    }
subcontracts-line =
    { $largest ->
        [none] { subcontracts-count }
        [only] { subcontracts-count }: { $amount } a { $supplier }
       *[other] { subcontracts-count }; el mayor: { $amount } a { $supplier }
    }
subcontracts-about =
    { $source ->
        [decp] Tal como los declaró el comprador. Cada uno es parte del importe del contrato: nunca los sume.
       *[other] Tal como los declaró el titular del contrato. Cada uno es parte de su importe: nunca los sume.
    }
subcontract-number = n.º { $number }
subcontract-times =
    { $count ->
        [one] declarado una vez
       *[other] declarado { $count } veces
    }
subcontract-amounts = con importes distintos: { $amounts }
subcontract-amended = tras una modificación: { $amount }
subcontract-before = hasta el { $until }: { $old }
subcontract-first-seen = visto aquí por primera vez el { $date }
subcontract-missing = ya no figura desde el { $date }
subcontract-doubt-own-number = inverosímil: el importe es el número del subcontrato
subcontract-doubt-above-ceiling = inverosímil: más que el límite del contrato
subcontract-doubt-above-contract = inverosímil: más que lo comprometido en el contrato
subcontracts-more =
    { $count ->
        [one] Hay 1 más en el registro público.
       *[other] Hay { $count } más en el registro público.
    }
subcontracts-incomplete = La lista está incompleta: no se leyeron todas las { $reports } declaraciones.

under-others-title = Como subcontrata de otras
button-under-others = Como subcontrata de otras
under-others-about = Subcontratos que empresas de estas vigilancias tienen en contratos de otras, tal como estas los declararon. Se buscan por el nombre: compruebe que es la empresa que busca.
under-others-head = { $supplier } para { $prime }
under-others-contract = Contrato { $number }, { $buyer }
under-others-none = No consta ningún subcontrato de sus empresas bajo otras.
under-others-unread = Todavía no se ha preguntado. Vuelva a intentarlo mañana.
under-others-incomplete = Hay más de lo que se pudo leer.
under-others-missing = Faltan: los subcontratos de menos de 30 000 dólares, no declarados o declarados tarde.
