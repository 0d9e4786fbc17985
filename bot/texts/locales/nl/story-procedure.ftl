### De procedure van een contract: plan, aanbesteding, gunning en contract.

story-procedure = Procedure
story-procedure-line = Dezelfde procedure: { $stages }
story-procedure-stage =
    { $stage ->
        [plan] gepland
        [tender] aanbesteding
        [award] gunning
        [contract] contract
        [cancelled] geannuleerd
       *[other] aankondiging
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    }
story-procedure-entry =
    { $date ->
        [none] dag niet vermeld
       *[other] { $date }
    }: { $stage }, { $number }{ $supplier ->
        [none] { "" }
       *[other] , { $supplier }
    }
story-procedure-this = dit gegeven
story-procedure-missing = sinds { $date } niet meer in de bron
story-procedure-more =
    { $count ->
        [one] Nog één gegeven is niet getoond.
       *[other] Nog { $count } gegevens zijn niet getoond.
    }
story-procedure-proof = De bron verbindt deze gegevens: ze hebben hetzelfde procedure- of aanbestedingsnummer (bij een bestelling ook dat van de raamovereenkomst), of het ene noemt het nummer van het andere. Hier staat alleen wat deze server met zijn zoekopdrachten vond.
