### Verträge, die in Fakten genannt sind.

fact-changed = Der Vertrag hat sich geändert (abgerufen am { $date }). Dieser Fakt muss neu geprüft werden.
fact-changed-short = Vertrag geändert, neu zu prüfen
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
contract-fact =
    { $state ->
        [stated] Laut { $source }: { $title }
       *[other] { $known }: { $title } ({ $source })
    }
