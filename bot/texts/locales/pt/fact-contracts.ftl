### Contratos que os fatos citam.

fact-changed = O contrato mudou (lido em { $date }). Este fato precisa ser verificado de novo.
fact-changed-short = Contrato alterado, a verificar
fact-contracts = { $count ->
    [one] Contrato
   *[other] Contratos
}
button-fact-contract = Contrato { $number }
contract-facts = Fatos sobre este contrato
button-contract-facts = { $count ->
    [one] O fato sobre ele
   *[other] { $count } fatos sobre ele
}
contract-fact =
    { $state ->
        [stated] Segundo { $source }: { $title }
       *[other] { $known }: { $title } ({ $source })
    }
