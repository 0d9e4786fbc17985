### A change of a contract: headlines, lines of a post, and the words they share.
### Where a value may be missing, the argument is the word “none”.

## Words

quoted = “{ $words }”

# “Order 70CDCR24FR0000006”; the number is the source's own. Articles go by their site.
contract-name =
    { $kind ->
        [order] Order { $number }
        [vehicle] Framework contract { $number }
        [notice] Notice { $number }
        [article] Article on { $site }
        [page] Page { $number }
       *[contract] Contract { $number }
    }

the-end =
    { $kind ->
        [vehicle] Last day for orders
       *[other] End
    }

# “ (modification P00012, 19 February 2026: additional work)”: what a change came with; empty without.
change-by =
    { $named ->
        [base] base award
        [yes] modification { $number }
       *[no] a modification
    }{ $date ->
        [none] {""}
       *[other] , { $date }
    }{ $reason ->
        [none] {""}
       *[other] : { $reason }
    }
in-brackets =
    { $by ->
        [none] {""}
       *[other] {" "}({ $by })
    }
# Money that came or went with something else.
with-money =
    { $sign ->
        [minus] , **{ $amount }** less
        [plus] , **{ $amount }** more
       *[none] {""}
    }
supplier-now =
    { $new ->
        [none] . The record shows no other supplier yet
       *[other] : { $old } → { $new }
    }
lines-changed =
    { $went ->
        [0] no line removed
        [one] 1 line removed
       *[other] { $went } lines removed
    }, { $came ->
        [0] none added
        [one] 1 added
       *[other] { $came } added
    }

## Headlines: “ICE → Capgemini: $2.7 million more”

headline = { $who }: { $what }
headline-new-vehicle =
    new framework contract{ $amount ->
        [none] {""}
       *[other] , up to { $amount }
    }
headline-new-order =
    new order{ $amount ->
        [none] {""}
       *[other] , { $amount }
    }
headline-new-order-under-vehicle = { headline-new-order }
headline-new-contract =
    new contract{ $amount ->
        [none] {""}
       *[other] , { $amount }
    }
headline-new-notice = new notice
headline-planned = planned purchase
headline-new-article = new article
headline-new-page = page now watched
# Of what was found long after its own date.
headline-late =
    { $kind ->
        [order] order of { $date }, found only now
        [vehicle] framework contract of { $date }, found only now
        [notice] notice of { $date }, found only now
        [article] article of { $date }, found only now
       *[contract] contract of { $date }, found only now
    }
headline-money-added = { $amount } more
headline-money-removed = { $amount } less
headline-ceiling-raised = ceiling raised to { $new }
headline-ceiling-lowered = ceiling lowered to { $new }
headline-option-exercised =
    option exercised{ $sign ->
        [plus] , { $amount } more
        [minus] , { $amount } less
       *[none] {""}
    }
headline-extended = extended to { $new }
headline-shortened = shortened to { $new }
# Terminations are by the source's code. They may be of a part of what was ordered only.
headline-terminated =
    { $code ->
        [E] terminated for default
        [F] terminated for the buyer’s convenience
        [X] terminated for cause
       *[other] terminated
    }
headline-cancelled = cancelled
headline-in-force = in force
headline-closed-out = closed out
headline-scope-changed = work added
headline-supplier-changed = another supplier
headline-supplier-renamed = supplier renamed
headline-supplier-merged = supplier merged
headline-novated = another company takes over
headline-ends-within-30-days =
    { $kind ->
        [vehicle] last orders on { $new }
       *[other] ends on { $new }
    }
headline-ends-within-7-days = { headline-ends-within-30-days }
headline-lapsed = past its last day on record
headline-no-longer-matches = no longer found by the search
headline-withdrawn = no longer at the source
headline-returned =
    { $kind ->
        [page] page is back
       *[other] back at the source
    }
headline-page-changed = page changed
headline-page-removed = page removed
headline-page-moved = page leads elsewhere now
headline-text-changed = text changed
headline-also-listed = in a second source
headline-corrected = correction
headline-action =
    { $reason ->
        [none] modification
       *[other] modification, { $reason }
    }

## Changes, in a line each. “by” is a message “change-by”, or “none”.

change-new-vehicle =
    { $signed ->
        [none] New in the record
       *[other] Signed on { $signed }
    }{ $ceiling ->
        [none] {""}
       *[other] . Orders of up to **{ $ceiling }** in all: a maximum, not money spent
    }
change-new-order =
    { $signed ->
        [none] New in the record
       *[other] Placed on { $signed }
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] : **{ $amount }** for the whole contract, without tax
           *[other] : **{ $amount }** committed so far
        }
    }
change-new-order-under-vehicle =
    { change-new-order } { $parent ->
        [none] (under a framework contract watched here)
       *[other] (under framework contract { $parent }, watched here)
    }
change-new-contract =
    { $signed ->
        [none] New in the record
       *[other] Signed on { $signed }
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] : **{ $amount }** for the whole contract, without tax
           *[other] : **{ $amount }** committed so far
        }
    }
change-new-notice =
    { $signed ->
        [none] New at the source
       *[other] Dated { $signed }
    }{ $amount ->
        [none] {""}
       *[other] . Amount in it: **{ $amount }**
    }
change-new-article =
    { $signed ->
        [none] New in the feed
       *[other] Dated { $signed }
    }
change-new-page = The page is kept as it is today. Changes to it are posted here.
change-money-added = **+{ $amount }**{ in-brackets }
change-money-removed = **−{ $amount }**{ in-brackets }
change-ceiling-raised = Ceiling: { $old } → **{ $new }**{ in-brackets }
change-ceiling-lowered = Ceiling: { $old } → **{ $new }**{ in-brackets }
change-option-exercised = Option exercised{ with-money }{ in-brackets }
change-extended = { the-end }: { $old } → { $new }{ in-brackets }
change-shortened = { the-end }: { $old } → { $new }{ in-brackets }
change-terminated =
    { $by ->
        [none] The source now lists it as terminated.
       *[other] Ended before its time, wholly or in part{ with-money }{ in-brackets }.
    } { $code ->
        [E] By this code, the buyer says that the supplier did not do what was agreed.
        [F] By this code, the buyer ends it for its own convenience; no fault of the supplier is stated.
        [X] By this code, the buyer says that the supplier broke the terms.
       *[other] The record does not say why.
    }
change-cancelled =
    { $by ->
        [none] The source now lists it as cancelled.
       *[other] Cancelled{ with-money }{ in-brackets }.
    } { $code ->
        [N] By this code, it is a legal cancellation; the record does not say why.
       *[other] The record does not say why.
    }
change-in-force =
    { $old ->
        [pending] The source now lists it as active, no longer as pending
        [cancelled] The source lists it as active again; before, it was cancelled
        [terminated] The source lists it as active again; before, it was terminated
        [closed] The source lists it as active again; before, it was closed
       *[other] The source now lists it as active
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] : **{ $amount }** for the whole contract, without tax
           *[other] : **{ $amount }** committed
        }
    }
change-closed-out =
    { $by ->
        [none] The source now lists it as closed
       *[other] Closed out, the administrative end of a contract{ with-money }{ in-brackets }
    }
change-scope-changed = Work added{ in-brackets }
change-supplier-changed = Supplier: { $old } → { $new }{ in-brackets }
change-supplier-renamed = Supplier renamed{ with-money }{ in-brackets }{ supplier-now }
change-supplier-merged = Supplier merged with another company{ with-money }{ in-brackets }{ supplier-now }
change-novated = Another company takes it over{ with-money }{ in-brackets }{ supplier-now }
change-ends-within-30-days = { the-end }: { $new }. No extension is on record.
change-ends-within-7-days = { change-ends-within-30-days }
change-lapsed = { the-end } on record: { $new }. No extension is on record. Records can come some days late: this alone does not show that the work has stopped.
change-no-longer-matches = The watch’s search no longer finds it. The source still has it, and it is still followed here. A supplier that was renamed or sold can be the reason; this alone does not show it.
change-withdrawn =
    { $old ->
        [none] Asked for this number, the source says it has no such contract.
       *[other] Asked for this number on at least seven days since { $old }, the source says it has no such contract.
    } What it said before is kept as evidence. This alone does not show why it is gone.
change-returned =
    { $kind ->
        [page] The page is there again.
       *[other] { $old ->
            [none] The source has it again.
           *[other] The source has it again; it was reported as gone on { $old }.
        }
    }
change-page-changed = In the text: { lines-changed }
change-page-removed = Its address now says that there is no such page. The last version read is kept: `/contracts show`. This does not show who took it down, or why.
change-page-moved =
    { $inside ->
        [yes] Its address now leads to another page of the site, with another text: { $new }.
       *[no] Its address now leads to another site ({ $new }), which the bot does not read.
    } The last version read is kept: `/contracts show`. This does not show who moved it, or why, or whether the text is elsewhere.
change-text-changed = In the text: { lines-changed }
change-also-listed = A second source lists it too: `/contracts show` has both.
change-action = No change of amount, date or ceiling is shown{ in-brackets }
change-corrected-both = Corrected: { $new } on { $new_date }, not { $old } on { $old_date }{ in-brackets }
change-corrected-amount = Corrected: { $new }, not { $old }{ in-brackets }
change-corrected-date = Corrected: { $new_date }, not { $old_date }{ in-brackets }
change-corrected-total =
    { $source ->
        [decp] Corrected: { $new } for the whole contract, without tax, not { $old }
       *[other] Corrected: { $new } committed in all, not { $old }
    }
change-corrected-currency = Corrected: the amounts are { $new }, not { $old }

## Lines removed from a text, and lines added

passages-went = Removed:
passages-came = Added:
passages-more =
    { $count ->
        [one] and 1 more line
       *[other] and { $count } more lines
    }

## Reasons of modifications, by the source's code

action-reason-usaspending-a = additional work
action-reason-usaspending-b = agreement within the scope
action-reason-usaspending-c = funding only
action-reason-usaspending-d = change order
action-reason-usaspending-e = terminated for default
action-reason-usaspending-f = terminated for the buyer’s convenience
action-reason-usaspending-g = option exercised
action-reason-usaspending-h = provisional terms made final
action-reason-usaspending-j = another company takes the contract over
action-reason-usaspending-k = close-out
action-reason-usaspending-l = change order made final
action-reason-usaspending-m = other administrative act
action-reason-usaspending-n = legal cancellation
action-reason-usaspending-p = the supplier merged
action-reason-usaspending-r = supplier’s declarations renewed
action-reason-usaspending-s = contract number changed
action-reason-usaspending-t = moved to another office
action-reason-usaspending-v = the supplier was renamed
action-reason-usaspending-w = the supplier moved
action-reason-usaspending-x = terminated for cause
action-reason-usaspending-y = subcontracting plan added
