### Contracts that facts name.

fact-changed = The contract changed (read on { $date }). This fact is being checked again.
fact-changed-short = Contract changed, being checked
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
