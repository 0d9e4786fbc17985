### Pictures of money over time: what stands in them, and the same in words.
### Where a value may be missing, the argument is the word “none”.

# “3 orders”
chart-contracts =
    { $kind ->
        [order] { $count ->
            [one] one order
           *[other] { $count } orders
        }
        [contract] { $count ->
            [one] one contract
           *[other] { $count } contracts
        }
       *[both] { $count } orders and contracts
    }

# The finding. $under is “one” where everything drawn counts against the one ceiling, “several” where it does not.
chart-title = { $amount } { $source ->
        [decp] for the whole of
       *[other] committed on
    } { chart-contracts }{ $since ->
        [none] {""}
       *[day] {" "}since { $since }
    }{ $under ->
        [none] {""}
        [one] , under a ceiling of { $ceiling }
       *[several] ; ceilings up to { $ceiling }
    }
chart-subtitle =
    { $source ->
        [decp] Amount of each whole contract without tax, modifications included
       *[other] Money committed by contract, modifications included
    }
chart-rest = { $count } others
chart-ceilings = Ceilings: a maximum, never added to the amounts
chart-ceiling =
    { $kind ->
        [vehicle] Framework contract { $number }
        [order] Order { $number }, with every option
       *[contract] Contract { $number }, with every option
    }: up to { $ceiling }{ $committed ->
        [none] {""}
       *[amount] {" "}({ $committed } committed so far)
    }
chart-more-ceilings =
    { $count ->
        [one] 1 lower ceiling is not drawn.
       *[other] { $count } lower ceilings are not drawn.
    }
chart-as-read =
    { $count ->
        [one] One contract is drawn from the day we first read it: the source does not date all its amounts.
       *[other] { $count } contracts are drawn from the day we first read them: the source does not date all their amounts.
    }
chart-others = Not drawn: { $list }; amounts in different currencies are never added.
chart-in-currency =
    { $count ->
        [one] one contract in { $currency }
       *[other] { $count } contracts in { $currency }
    }
chart-unknown =
    { $count ->
        [one] Left out: one contract whose total is not known here.
       *[other] Left out: { $count } contracts whose total is not known here.
    }

chart-alt = A chart of money over time. { $title }.
chart-alt-line = { $number }: { $amount } since { $day }.
chart-alt-steps = { $number }: from { $first } on { $begin } to { $amount } on { $day }.
chart-alt-rest = { $count } others together: { $amount }.

chart-below = Each contract, with its public page and modifications:
refusal-chart-nothing = There is nothing to draw: the sources give no total for any of these contracts. `/contracts list` shows them all.
