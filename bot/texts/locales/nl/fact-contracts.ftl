### Contracten die feiten noemen.

fact-changed = Het contract is gewijzigd (gelezen op { $date }). Dit feit wordt opnieuw gecontroleerd.
fact-changed-short = Contract gewijzigd, wordt nagekeken
fact-contracts = { $count ->
    [one] Contract
   *[other] Contracten
}
button-fact-contract = Contract { $number }
