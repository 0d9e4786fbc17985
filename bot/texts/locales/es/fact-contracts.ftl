### Contratos que nombran los hechos.

fact-changed = El contrato ha cambiado (leído el { $date }). Hay que volver a comprobar este hecho.
fact-changed-short = Contrato modificado, por comprobar
fact-contracts = { $count ->
    [one] Contrato
   *[other] Contratos
}
button-fact-contract = Contrato { $number }
contract-facts = Hechos sobre este contrato
button-contract-facts = { $count ->
    [one] El hecho al respecto
   *[other] { $count } hechos al respecto
}
contract-fact =
    { $state ->
        [stated] Según { $source }: { $title }
       *[other] { $known }: { $title } ({ $source })
    }
