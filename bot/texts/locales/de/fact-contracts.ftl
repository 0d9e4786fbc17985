### Verträge, die in Fakten genannt sind.

fact-changed = Der Vertrag hat sich geändert (abgerufen am { $date }). Dieser Fakt wird neu geprüft.
fact-changed-short = Vertrag geändert, wird geprüft
fact-contracts = { $count ->
    [one] Vertrag
   *[other] Verträge
}
button-fact-contract = Vertrag { $number }
contract-facts = Fakten zu diesem Vertrag
button-contract-facts = { $count ->
    [one] Der Fakt dazu
   *[other] { $count } Fakten dazu
}
