### Contratos que nombran los hechos.

fact-changed = El contrato ha cambiado (leído el { $date }). Este hecho se está comprobando de nuevo.
fact-changed-short = Contrato modificado, en comprobación
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
