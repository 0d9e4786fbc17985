### The procedure of a contract: its plan, call for offers, award and contract.

story-procedure = Procedure
story-procedure-line = Same procedure: { $stages }
story-procedure-stage =
    { $stage ->
        [plan] planned
        [tender] call for offers
        [award] award
        [contract] contract
        [cancelled] cancelled
       *[other] notice
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    }
story-procedure-entry =
    { $date ->
        [none] no day stated
       *[other] { $date }
    }: { $stage }, { $number }{ $supplier ->
        [none] { "" }
       *[other] , { $supplier }
    }
story-procedure-this = this record
story-procedure-missing = not found in the source since { $date }
story-procedure-more =
    { $count ->
        [one] One more record is not shown.
       *[other] { $count } more records are not shown.
    }
story-procedure-proof = The source itself links these records: they share the number of a procedure or call for offers (for an order, also its framework contract’s), or one names the other’s number. Only what this server’s watches found is shown.
