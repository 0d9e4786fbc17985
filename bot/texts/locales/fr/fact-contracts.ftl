### Les contrats que nomment les faits.

fact-changed = Le contrat a changé (lu le { $date }). Ce fait est à revérifier.
fact-changed-short = Contrat modifié, fait à revérifier
fact-contracts = { $count ->
    [one] Contrat
   *[other] Contrats
}
button-fact-contract = Contrat { $number }
contract-facts = Faits sur ce contrat
button-contract-facts = { $count ->
    [one] Le fait à ce sujet
   *[other] { $count } faits à ce sujet
}
contract-fact =
    { $state ->
        [stated] Selon { $source } : { $title }
       *[other] { $known } : { $title } ({ $source })
    }
