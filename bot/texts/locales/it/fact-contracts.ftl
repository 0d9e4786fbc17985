### Contratti citati nei fatti.

fact-changed = Il contratto è cambiato (letto il { $date }). Questo fatto va verificato di nuovo.
fact-changed-short = Contratto cambiato, da verificare
fact-contracts = { $count ->
    [one] Contratto
   *[other] Contratti
}
button-fact-contract = Contratto { $number }
contract-facts = Fatti su questo contratto
button-contract-facts = { $count ->
    [one] Il fatto che ne parla
   *[other] { $count } fatti che ne parlano
}
contract-fact =
    { $state ->
        [stated] Secondo { $source }: { $title }
       *[other] { $known }: { $title } ({ $source })
    }
