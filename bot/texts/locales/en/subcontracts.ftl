# Subcontracts, as reported: those of a contract, and those that watched companies have under others

story-subcontracts = Subcontracts
subcontracts-count =
    { $count ->
        [one] 1 subcontract reported
       *[other] { $count } subcontracts reported
    }
subcontracts-line =
    { $largest ->
        [none] { subcontracts-count }
        [only] { subcontracts-count }: { $amount } to { $supplier }
       *[other] { subcontracts-count }; the largest: { $amount } to { $supplier }
    }
subcontracts-about =
    { $source ->
        [decp] As the buyer declared them. Each is a part of the contract’s amount: never add them up.
       *[other] As the holder of the contract reported them. Each is a part of its amount: never add them up.
    }
subcontract-number = no. { $number }
subcontract-times =
    { $count ->
        [one] reported once
       *[other] reported { $count } times
    }
subcontract-amounts = with different amounts: { $amounts }
subcontract-amended = after a modification: { $amount }
subcontract-before = until { $until }: { $old }
subcontract-first-seen = first seen here { $date }
subcontract-missing = no longer listed since { $date }
subcontract-doubt-own-number = implausible: the amount is the subcontract’s own number
subcontract-doubt-above-ceiling = implausible: more than the contract’s ceiling
subcontract-doubt-above-contract = implausible: more than the contract has committed
subcontracts-more =
    { $count ->
        [one] 1 more is in the public record.
       *[other] { $count } more are in the public record.
    }
subcontracts-incomplete = The list is incomplete: not all of the { $reports } reports were read.

under-others-title = Work under others
button-under-others = Work under others
under-others-about = Subcontracts that companies of these watches have of others’ contracts, as those reported them. Found by the subcontractor’s name: check that it is the company you mean.
under-others-head = { $supplier } under { $prime }
under-others-contract = Contract { $number }, { $buyer }
under-others-none = No subcontract of your companies under others is on record.
under-others-unread = This has not been asked yet. Try again tomorrow.
under-others-incomplete = There is more than could be read.
under-others-missing = Not in it: subcontracts below $30,000, not reported, or reported late.
