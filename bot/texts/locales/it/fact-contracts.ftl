### Contratti citati nei fatti.

fact-changed = Il contratto è cambiato (letto il { $date }). Questo fatto è in corso di verifica.
fact-changed-short = Contratto cambiato, in verifica
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
