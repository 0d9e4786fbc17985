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
        [plausible] { subcontracts-count }; the largest plausible one: { $amount } to { $supplier }
       *[other] { subcontracts-count }; the largest: { $amount } to { $supplier }
    }
subcontracts-about =
    { $source ->
        [decp] As the buyer reported them. Each is part of the contract’s amount: never add them up.
       *[other] As the contract’s supplier reported them. Each is part of the contract’s amount: never add them up.
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
subcontract-doubt-above-contract = implausible: more than is committed on the contract
subcontracts-more =
    { $count ->
        [one] 1 more is in the public record.
       *[other] { $count } more are in the public record.
    }
subcontracts-incomplete = The list is incomplete: not all of the { $reports } reports were read.
subcontracts-partly = The list is incomplete: { $listed } of { $reports } reports were read.
subcontracts-news =
    { $count ->
        [one] a new subcontract
       *[other] { $count } new subcontracts
    }
subcontracts-news-days = Each with its own date: reports come late.

under-others-title = Work as a subcontractor
button-under-others = Work as a subcontractor
under-others-about = Subcontracts of the watched companies under other companies’ contracts, as those reported them. Found by the subcontractor’s name or number: check that it is the company you mean.
under-others-head = { $supplier } under { $prime }
under-others-contract = Contract { $number }, { $buyer }
under-others-none = No subcontract of the watched companies was found.
under-others-unread = The source has not been asked yet. Try again tomorrow.
under-others-incomplete = There is more than could be read.
under-others-missing = Missing here: subcontracts not reported, or not yet. Below $30,000, they need not be reported.
