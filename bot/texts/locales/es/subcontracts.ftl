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
        [plausible] { subcontracts-count }; el mayor verosímil: { $amount } a { $supplier }
       *[other] { subcontracts-count }; el mayor: { $amount } a { $supplier }
    }
subcontracts-about =
    { $source ->
        [decp] Tal como los declaró el comprador. Cada uno es parte del importe del contrato: no los sumes nunca.
       *[other] Tal como los declaró el proveedor del contrato. Cada uno es parte del importe del contrato: no los sumes nunca.
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
subcontract-missing = fuera de la lista desde el { $date }
subcontract-doubt-own-number = inverosímil: el importe es el número del subcontrato
subcontract-doubt-above-ceiling = inverosímil: más que el tope del contrato
subcontract-doubt-above-contract = inverosímil: más que lo comprometido en el contrato
subcontracts-more =
    { $count ->
        [one] Hay 1 más en los datos públicos.
       *[other] Hay { $count } más en los datos públicos.
    }
subcontracts-incomplete = La lista está incompleta: no se leyeron todas las { $reports } declaraciones.
subcontracts-partly = La lista está incompleta: se leyeron { $listed } de { $reports } declaraciones.
subcontracts-news =
    { $count ->
        [one] un subcontrato nuevo
       *[other] { $count } subcontratos nuevos
    }
subcontracts-news-days = Cada uno con su propia fecha: las declaraciones llegan tarde.

under-others-title = Como subcontratista
button-under-others = Como subcontratista
under-others-about = Subcontratos que las empresas en seguimiento tienen en contratos de otras, tal como estas los declararon. Encontrados por el nombre o el número: comprueba que es la empresa que buscas.
under-others-head = { $supplier } para { $prime }
under-others-contract = Contrato { $number }, { $buyer }
under-others-none = No se encontró ningún subcontrato de las empresas en seguimiento.
under-others-unread = Todavía no se ha consultado la fuente. Vuelve a intentarlo mañana.
under-others-incomplete = Hay más de lo que se pudo leer.
under-others-missing = Faltan los subcontratos no declarados o aún sin declarar. Por debajo de 30 000 dólares no es obligatorio declararlos.
