### Contracten die feiten noemen.

fact-changed = Het contract is gewijzigd (gelezen op { $date }). Dit feit moet opnieuw worden gecontroleerd.
fact-changed-short = Contract gewijzigd, te controleren
fact-contracts = { $count ->
    [one] Contract
   *[other] Contracten
}
button-fact-contract = Contract { $number }
contract-facts = Feiten over dit contract
button-contract-facts = { $count ->
    [one] Het feit erover
   *[other] { $count } feiten erover
}
contract-fact =
    { $state ->
        [stated] Volgens { $source }: { $title }
       *[other] { $known }: { $title } ({ $source })
    }
