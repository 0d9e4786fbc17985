### Contratti citati nei fatti.

fact-changed = Il contratto è cambiato (letto il { $date }). Questo fatto è in corso di verifica.
fact-changed-short = Contratto cambiato, in verifica
fact-contracts = { $count ->
    [one] Contratto
   *[other] Contratti
}
button-fact-contract = Contratto { $number }
