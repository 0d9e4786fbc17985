### Contracts that facts name.

fact-changed = The contract changed (read on { $date }). This fact is being checked again.
fact-changed-short = Contract changed, being checked
fact-contracts = { $count ->
    [one] Contract
   *[other] Contracts
}
button-fact-contract = Contract { $number }
