### Lists of contracts, and one contract with all that is known of it.
### Where a value may be missing, the argument is the word “none”.

## /contracts list and search

contracts-title = Contracts
contracts-title-kind =
    { $kind ->
        [order] Orders
        [vehicle] Framework contracts
        [notice] Notices
        [article] Articles
        [page] Watched pages
       *[contract] Contracts that stand alone
    }
contracts-found = Contracts that match “{ $words }”
contracts-none = No contract is known here yet. The next read of the watches may take a few hours; `/updates status` shows when.
contracts-none-of-kind = None of this sort is known here. Use `/contracts list` without a choice to see all.
contracts-no-watch = No watch yet: an organiser adds one with `/organise do:watch add`.
contracts-not-found = Nothing matches “{ $words }”. Try a contract number, part of a name, or an amount, such as 4,816,782.50.
line-obligated =
    { $source ->
        [decp] { $amount } for the whole contract, without tax
       *[other] { $amount } committed
    }
line-ceiling = ceiling { $amount }, a maximum
line-until = until { $date }
line-changed = last change: { $date }
line-parties =
    { $supplier ->
        [none] { $buyer }
       *[other] { $buyer } → { $supplier }
    }
line-notice = amount in it: { $amount }
line-published = dated { $date }
line-planned = planned
line-source = { $source }, read { $date }

## /contracts show

contract-buyer =
    { $kind ->
        [article] Published by
       *[other] Buyer
    }
contract-unit = Office
contract-funder = Funded by
contract-supplier =
    { $kind ->
        [notice] Supplier that it names
       *[other] Supplier
    }
contract-buyer-parent = The buyer belongs to
contract-supplier-parent = The supplier belongs to
contract-uei = UEI { $uei }
contract-obligated =
    { $source ->
        [decp] For the whole contract, without tax
       *[other] Committed so far
    }
contract-exercised = With the options exercised so far
contract-options = With every option, at most
contract-ceiling = Ceiling for all orders, not money spent
contract-parent-ceiling = Ceiling of its framework contract, not money spent
contract-ordered = Committed on its orders
contract-paid = Paid out
contract-signed = Signed
contract-start = Start
contract-end =
    { $kind ->
        [vehicle] Last day to order
       *[other] End
    }
contract-potential-end = End if every option is used
contract-missing =
    { $withdrawn ->
        [yes] Asked for this number, the source has said since { $date } that it has no such contract. What it said before is shown here, and kept as evidence.
       *[no] The source has not known this contract since { $date }. Such gaps often last a few days. What it said before is shown here.
    }
contract-unmatched = The search of the watch has not found it since { $date }. The source still has it, and it is still followed.
contract-planned = Planned: what the buyer intends. It is not a contract and commits no money.
contract-partial = Only a part of its modifications was read: what is shown here is no total.
contract-removed = The page is no longer at its address. What is shown here is what it last said.
contract-moved = The address of the page now leads elsewhere (on { $host }). What is shown here is what the page last said.
contract-not-matched = Followed only because orders that match a watch were placed under it.
contract-family = Framework contract and orders, never added together
family-vehicle =
    { $ceiling ->
        [none] Framework contract { $number }
       *[other] Framework contract { $number }: up to { $ceiling } for all its orders, not money spent
    }
family-this =
    { $kind ->
        [order] This order: { $shown }
        [vehicle] This framework contract: { $shown }
       *[contract] This contract: { $shown }
    }
family-ordered =
    { $count ->
        [none] Its orders: { $amount } committed
        [one] Its one order: { $amount } committed
       *[other] Its { $count } orders: { $amount } committed
    }
family-known =
    { $count ->
        [0] None of its orders is known here
        [one] One of its orders is known here:
       *[other] { $count } of its orders are known here:
    }
family-others =
    { $count ->
        [0] No other order under it is known here
        [one] One other order under it is known here:
       *[other] { $count } other orders under it are known here:
    }
contract-orders-more =
    { $count ->
        [one] and one more: see `/contracts search { $number }`
       *[other] and { $count } more: see `/contracts search { $number }`
    }
contract-code-naics = Industry (NAICS)
contract-code-psc = Product or service (PSC)
contract-code-cpv = What is bought (CPV)
contract-code-notice-type = Sort of notice
contract-code-procedure = Procedure
contract-code-nature = Nature
contract-code-award-procedure = Award procedure
contract-code-linked-notice = Belongs to notice
contract-code-planned-notice = Planned in notice
notice-type-pin-only = announcement of a plan to buy
notice-type-cn-standard = call for offers
notice-type-cn-social = call for offers, social and special services
notice-type-cn-desg = call for designs
notice-type-can-standard = award of a contract
notice-type-can-social = award of a contract, social and special services
notice-type-can-desg = result of a design contest
notice-type-can-modif = change of a running contract
notice-type-veat = notice before an award without competition
notice-type-corr = correction of a notice
notice-type-appel-offre = call for offers
notice-type-attribution = award of a contract
notice-type-rectificatif = correction of a notice
notice-type-annulation = cancelled procedure
notice-type-modification = change of a running contract
notice-type-intention-conclure = notice before an award without competition
contract-status = Status
# In the words of the source, where it says so.
status-words =
    { $status ->
        [planned] planned
        [pending] pending, not signed yet
        [active] active
        [cancelled] cancelled
        [terminated] terminated before its time
        [closed] closed
        [removed] no longer there
        [moved] leads elsewhere
       *[other] { $status }
    }
kind-words =
    { $kind ->
        [order] An order: the agency buys, here under a framework contract.
        [vehicle] A framework contract: terms and a ceiling for future orders. Only orders commit money.
        [notice] A notice: it announces a plan, a call for offers or an award, and commits no money.
        [article] An article: quoted, not vouched for.
        [page] A watched web page: quoted, not vouched for.
       *[contract] A contract that stands alone: no framework contract above it is on record.
    }
contract-also =
    { $count ->
        [one] The same contract in another source, shown by an identifier that both give:
       *[other] The same contract in other sources, shown by identifiers that they share:
    }
contract-published = Dated
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
        [plus] +{ $amount }
        [minus] −{ $amount }, taken away
        [zero] no money
       *[none] amount not stated
    }
contract-revised = Corrected: until { $until } the record said { $old }.
contract-action-code =
    { $reason ->
        [none] code { $code }
       *[other] { $reason } (code { $code })
    }
effect-ceiling = Seen at the same time – Ceiling: { $old } → { $new }
effect-end = Seen at the same time – { the-end }: { $old } → { $new }
effect-supplier = Seen at the same time – Supplier: { $old } → { $new }
contract-subcontracts =
    { $source ->
        [usaspending] Only reported subcontracts are shown. Many are reported late, and those below $30,000 need not be reported.
        [decp] Only reported subcontracts are shown: others may do part of the work too.
       *[other] Subcontractors are not shown: others may do part of the work.
    }

## What the buttons of a contract open

button-more = More
button-first-seen = As first seen
button-figures = Figures over time
button-text = Its text

figures-title = Figures over time: { contract-name }
figures-why = From the bot’s own reads, as the source keeps no history of these figures. Each entry is a read that found new figures.
figures-none = No figures were read.
figures-ordered = Committed on all its orders
figures-before = { $value } (before: { $old })

first-seen-title = As first seen: { contract-name }
first-seen-date = First read on { $date }. It may have been public before.
first-seen-answers =
    { $count ->
        [0] No answer of the source is kept from then.
        [one] Kept as it was read then:
       *[other] Kept as they were read then:
    }
first-seen-answer = { $source }, { $moment }, { $size } bytes
first-seen-part = Read in a list of several contracts: this is what it said of this one.
first-seen-none = The source’s answer that it has no such contract.
first-seen-hash = SHA-256
first-seen-attached = attached as { $name }
first-seen-too-large = Too large to attach here; it is in the evidence that organisers export.
first-seen-more =
    { $count ->
        [one] and one more answer, which is in the evidence that organisers export
       *[other] and { $count } more answers, which are in the evidence that organisers export
    }
first-seen-why = A file whose SHA-256 is the one above is byte for byte what was kept.

text-title = Text: { contract-name }
text-read = { $source }, as read on { $date }. These are the words of its publisher.
text-part = Part { $part } of { $total }
text-none = No text of it is kept.

## Refusals

refusal-search-too-short = Type at least one letter or digit of what you look for.
