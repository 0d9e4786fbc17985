### Contracts and their changes, on cards and in posts.
### Where a value may be missing, the argument is the word “none”.

## Words

quoted = “{ $words }”

# “Order 70CDCR24FR0000006”; the number is the source's own.
contract-name =
    { $kind ->
        [order] Order { $number }
        [vehicle] Contract vehicle { $number }
       *[contract] Contract { $number }
    }

# Who buys what sort of contract: the end of a headline.
contract-of-buyer =
    { $kind ->
        [order] an order from { $buyer }
        [vehicle] a contract vehicle of { $buyer }
       *[contract] a contract with { $buyer }
    }

the-end =
    { $kind ->
        [vehicle] the last day to place orders
       *[other] the end
    }

## Headlines: what happened, in one line

headline-new-vehicle =
    { $amount ->
        [none] New contract vehicle of { $buyer }, ceiling not stated
       *[other] New contract vehicle of { $buyer }: orders of up to { $amount }
    }
headline-new-order =
    { $amount ->
        [none] New order from { $buyer }, amount not stated
       *[other] New order from { $buyer }: { $amount }
    }
headline-new-contract =
    { $amount ->
        [none] New contract with { $buyer }, amount not stated
       *[other] New contract with { $buyer }: { $amount }
    }
headline-money-added = { $amount } added to { contract-of-buyer }
headline-money-removed = { $amount } taken off { contract-of-buyer }
headline-ceiling-raised = Ceiling raised to { $new } on { contract-of-buyer }
headline-ceiling-lowered = Ceiling lowered to { $new } on { contract-of-buyer }
headline-extended = Extended to { $new }: { contract-of-buyer }
headline-shortened = Shortened to { $new }: { contract-of-buyer }
# Terminations are by the source's code. They may be of a part of what was ordered only.
headline-terminated =
    { $code ->
        [E] Terminated for default: { contract-of-buyer }
        [F] Terminated for convenience: { contract-of-buyer }
        [N] Legally cancelled: { contract-of-buyer }
        [X] Terminated for cause: { contract-of-buyer }
       *[other] Terminated: { contract-of-buyer }
    }
headline-scope-changed = Work added to { contract-of-buyer }
headline-supplier-changed = Another supplier on { contract-of-buyer }
headline-corrected = Correction to { contract-of-buyer }
headline-action =
    { $reason ->
        [none] Modification of { contract-of-buyer }
       *[other] Modification of { contract-of-buyer }: { $reason }
    }

## Changes as sentences. “by” is a message “change-by”, or “none”.

# “Modification P00012 of February 19, 2026 (option exercised)”
change-by =
    { $named ->
        [base] The base award
        [yes] Modification { $number }
       *[no] A modification
    }{ $date ->
        [none] {""}
       *[other] {" "}of { $date }
    }{ $reason ->
        [none] {""}
       *[other] {" "}({ $reason })
    }

change-new-vehicle =
    { $signed ->
        [none] The vehicle is new in the record.
       *[other] The vehicle was signed on { $signed }.
    } { $ceiling ->
        [none] Its ceiling is not stated.
       *[other] Orders of up to { $ceiling } in all can be placed under it; a maximum, not money spent.
    }
change-new-order =
    { $signed ->
        [none] The order is new in the record
       *[other] The order was placed on { $signed }
    }{ $amount ->
        [none] ; its amount is not stated.
       *[other] ; { $amount } committed so far.
    }
change-new-contract =
    { $signed ->
        [none] The contract is new in the record
       *[other] The contract was signed on { $signed }
    }{ $amount ->
        [none] ; its amount is not stated.
       *[other] ; { $amount } committed so far.
    }
change-money-added = { $by } adds { $amount }.
change-money-removed = { $by } takes { $amount } away.
change-ceiling-raised =
    { $by ->
        [none] The ceiling rises
       *[other] { $by } raises the ceiling
    } from { $old } to { $new }.
change-ceiling-lowered =
    { $by ->
        [none] The ceiling falls
       *[other] { $by } lowers the ceiling
    } from { $old } to { $new }.
change-extended =
    { $by ->
        [none] Extended
       *[other] { $by } extends it
    }: { the-end } moves from { $old } to { $new }.
change-shortened =
    { $by ->
        [none] Shortened
       *[other] { $by } shortens it
    }: { the-end } moves from { $old } to { $new }.
change-terminated =
    { $by } ends it before its time, wholly or in part{ $sign ->
        [minus] , and takes { $amount } away
        [plus] , and adds { $amount }
       *[none] {""}
    }. { $code ->
        [E] The buyer says that the supplier did not do what was agreed.
        [F] The buyer no longer wants it; it is not said to be the supplier’s fault.
        [N] It is cancelled for legal reasons.
        [X] The buyer says that the supplier broke the terms.
       *[other] The record does not say why.
    }
change-scope-changed =
    { $by ->
        [none] Work is added.
       *[other] { $by } adds work.
    }
change-supplier-changed =
    { $by ->
        [none] The supplier on record
       *[other] { $by }: the supplier
    } is now { $new }; before, { $old }.
change-action =
    { $by } adds no money and moves no date.{ $owner ->
        [new] {" "}The record still shows the same name.
       *[same] {""}
    }
change-corrected-both = Correction. { $by }: the record now says { $new } on { $new_date }, no longer { $old } on { $old_date }.
change-corrected-amount = Correction. { $by }: the record now says { $new }, no longer { $old }.
change-corrected-date = Correction. { $by }: the record now says { $new_date }, no longer { $old_date }.
change-corrected-total = Correction. The record now gives { $new } as committed in all, no longer { $old }.
change-corrected-currency = Correction. The record now gives the amounts as { $new }, no longer { $old }.

## Reasons of modifications, by the source's code

action-reason-usaspending-a = additional work
action-reason-usaspending-b = agreement within the scope
action-reason-usaspending-c = funding only
action-reason-usaspending-d = change order
action-reason-usaspending-e = terminated for default
action-reason-usaspending-f = terminated for the buyer's convenience
action-reason-usaspending-g = option exercised
action-reason-usaspending-h = provisional terms made final
action-reason-usaspending-j = another company takes the contract over
action-reason-usaspending-k = close-out
action-reason-usaspending-l = change order made final
action-reason-usaspending-m = other administrative act
action-reason-usaspending-n = legal cancellation
action-reason-usaspending-p = the supplier merged
action-reason-usaspending-r = supplier's declarations renewed
action-reason-usaspending-s = contract number changed
action-reason-usaspending-t = moved to another office
action-reason-usaspending-v = the supplier was renamed
action-reason-usaspending-w = the supplier moved
action-reason-usaspending-x = terminated for cause
action-reason-usaspending-y = subcontracting plan added

## Posts

post-who-pays =
    { $kind ->
        [vehicle] **{ $buyer }** can order from **{ $supplier }**:
       *[other] **{ $buyer }** pays **{ $supplier }** for:
    }
post-who-pays-untitled =
    { $kind ->
        [vehicle] **{ $buyer }** can order from **{ $supplier }**. The record does not say what.
       *[other] **{ $buyer }** pays **{ $supplier }**. The record does not say for what.
    }
post-total =
    { $amount ->
        [none] Committed so far: not stated
       *[other] Committed so far, all modifications together: **{ $amount }**
    }
post-own-ceiling =
    { $ceiling ->
        [none] Ceiling: not stated
       *[other] Orders of up to { $ceiling } in all can be placed under it; a maximum, not money spent.
    }
post-options = With every option this can reach { $amount }.
post-term = Since { $since }, until { $until }
post-since = Since { $since }
post-until = Until { $until }
post-parent-ceiling =
    { $ceiling ->
        [none] Placed under vehicle { $parent }, whose ceiling is not stated.
       *[other] Up to { $ceiling } for all orders under vehicle { $parent }; a maximum, not money spent.
    }
post-totals-read = Totals and dates of the contract as read on { $date }.
post-correction = If an earlier post gave the old value, this one corrects it: please quote the new value.

## The digest of a watch's first complete read

digest-title = Now watching “{ $name }”
digest-found =
    { $contracts ->
        [0] { $vehicles ->
            [one] One contract vehicle is on record.
           *[other] { $vehicles } contract vehicles are on record.
        }
        [one] One order or contract is on record{ $vehicles ->
            [0] .
            [one] , and one contract vehicle.
           *[other] , and { $vehicles } contract vehicles.
        }
       *[other] { $contracts } orders and contracts are on record{ $vehicles ->
            [0] .
            [one] , and one contract vehicle.
           *[other] , and { $vehicles } contract vehicles.
        }
    }
digest-nothing = Nothing is on record yet. The bot posts here as soon as there is.
digest-obligated = Committed on these orders and contracts so far: **{ $amount }**
digest-ceiling =
    { $ceiling ->
        [none] Ceiling of vehicle { $number }: not stated.
       *[other] Ceiling of vehicle { $number }: up to { $ceiling }; a maximum, not money spent{ $sum ->
            [none] .
           *[some] , and not part of the sum above.
        }
    }
digest-more-vehicles =
    { $count ->
        [one] and one more: `/contracts list` shows it.
       *[other] and { $count } more: `/contracts list` shows them.
    }
digest-who-pays =
    { $kind ->
        [vehicle] **{ $buyer }** can order from **{ $supplier }**.
       *[other] **{ $buyer }** pays **{ $supplier }**.
    }
digest-more-pairs = Other buyers and suppliers too: `/contracts list` shows them.
digest-unread =
    { $count ->
        [one] One more contract could not be read. It will be in `/contracts list` as soon as it can.
       *[other] { $count } more contracts could not be read. They will be in `/contracts list` as soon as they can.
    }
digest-unknown =
    { $count ->
        [one] For one more, the record states no amount.
       *[other] For { $count } more, the record states no amount.
    }
digest-next = From now on, every change is posted here once.
button-contracts = All contracts

## /contracts list and search

contracts-title = Contracts
contracts-title-kind =
    { $kind ->
        [order] Orders
        [vehicle] Contract vehicles
       *[contract] Contracts that stand alone
    }
contracts-found = Contracts that match “{ $words }”
contracts-none = No contract is known here yet. The next read of the watches may take a few hours; `/updates status` shows when.
contracts-none-of-kind = None of this sort is known here. Use `/contracts list` without a choice to see all.
contracts-no-watch = No watch yet: an organiser adds one with `/organise watch add`.
contracts-not-found = Nothing matches “{ $words }”. Try a contract number, part of a name, or an amount as it is written (4,816,782.50).
line-obligated =
    { $amount ->
        [none] committed: not stated
       *[other] { $amount } committed
    }
line-ceiling =
    { $amount ->
        [none] ceiling not stated
       *[other] ceiling { $amount }, a maximum
    }
line-until = until { $date }
line-signed = signed { $date }
line-parties = { $buyer } → { $supplier }
line-source = { $source }, read on { $date }

## /contracts show

contract-buyer = Buyer, who pays
contract-unit = Office
contract-funder = Funded by
contract-supplier = Supplier, who is paid
contract-part-of = part of { $name }
contract-uei = UEI { $uei }
contract-obligated = Committed so far (obligated)
contract-exercised = With the options exercised so far
contract-options = With every option, at most
contract-ceiling = Ceiling for all orders, a maximum
contract-paid = Paid out
contract-signed = Signed
contract-start = Start
contract-end =
    { $kind ->
        [vehicle] Last day to order
       *[other] End
    }
contract-potential-end = End if every option is used
contract-missing = The source has not known this contract since { $date }. What is shown here is what it said before.
contract-not-matched = Followed only because orders that match a watch were placed under it.
contract-orders = Orders known under it
contract-orders-more =
    { $count ->
        [one] and one more: see `/contracts search { $number }`
       *[other] and { $count } more: see `/contracts search { $number }`
    }
contract-code-naics = Industry (NAICS)
contract-code-psc = Product or service (PSC)
contract-history = History, newest first
contract-history-none = The source lists no modification.
contract-action =
    { $named ->
        [base] Base award
        [yes] { $number }
       *[no] no number
    }
contract-action-undated = no date
contract-action-amount =
    { $sign ->
        [plus] + { $amount }
        [minus] − { $amount }, taken away
        [zero] no money
       *[none] amount not stated
    }
contract-revised = Corrected: until { $until } the record said { $old }.
contract-subcontracts = Subcontracting is not seen: other companies may do part of the work.

## Refusals

refusal-search-too-short = Type at least one letter or digit of what you look for.
