### Contracts that facts name.

fact-changed = The contract changed (read on { $date }). This fact needs checking again.
fact-changed-short = Contract changed, needs checking
fact-contracts = { $count ->
    [one] Contract
   *[other] Contracts
}
button-fact-contract = Contract { $number }
contract-facts = Facts about this contract
button-contract-facts = { $count ->
    [one] The fact about it
   *[other] { $count } facts about it
}
contract-fact =
    { $state ->
        [stated] According to { $source }: { $title }
       *[other] { $known }: { $title } ({ $source })
    }
