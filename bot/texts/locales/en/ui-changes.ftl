### A change of a contract: headlines, sentences, and the words they share.
### Where a value may be missing, the argument is the word “none”.

## Words

quoted = “{ $words }”

# “Order 70CDCR24FR0000006”; the number is the source's own. Articles go by their site.
contract-name =
    { $kind ->
        [order] Order { $number }
        [vehicle] Contract vehicle { $number }
        [notice] Notice { $number }
        [article] Article on { $site }
        [page] Page { $number }
       *[contract] Contract { $number }
    }

# Who buys what sort of contract, or where something stands: the end of a headline.
contract-of-buyer =
    { $kind ->
        [order] an order from { $buyer }
        [vehicle] a contract vehicle of { $buyer }
        [notice] a notice from { $buyer }
        [article] an article on { $site }
        [page] a page on { $site }
       *[contract] a contract with { $buyer }
    }

buyer-by-number = buyer { $number }

the-end =
    { $kind ->
        [vehicle] the last day to place orders
       *[other] the end
    }

# Money that came or went with something else: within its sentence, or as one of its own.
with-money =
    { $sign ->
        [minus] , and takes { $amount } away
        [plus] , and adds { $amount }
       *[none] {""}
    }
also-money =
    { $sign ->
        [minus] {" "}It also takes { $amount } away.
        [plus] {" "}It also adds { $amount }.
       *[none] {""}
    }
supplier-now =
    { $new ->
        [none] ; the record shows no other supplier yet.
       *[other] : it is now { $new }; before, { $old }.
    }
lines-changed =
    { $went ->
        [0] no line went
        [one] one line went
       *[other] { $went } lines went
    }, { $came ->
        [0] none came
        [one] one came
       *[other] { $came } came
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
headline-new-order-under-vehicle = { headline-new-order }
headline-new-contract =
    { $amount ->
        [none] New contract with { $buyer }, amount not stated
       *[other] New contract with { $buyer }: { $amount }
    }
headline-new-notice = New notice from { $buyer }
headline-new-article = New article on { $site }
headline-new-page = Now watched: { contract-of-buyer }
# Of what was found long after its own date.
headline-late =
    { $kind ->
        [order] Found only now: order of { $date } from { $buyer }
        [vehicle] Found only now: contract vehicle of { $date }, of { $buyer }
        [notice] Found only now: notice of { $date } from { $buyer }
        [article] Found only now: article of { $date } on { $site }
       *[contract] Found only now: contract of { $date } with { $buyer }
    }
headline-money-added = { $amount } added to { contract-of-buyer }
headline-money-removed = { $amount } taken off { contract-of-buyer }
headline-ceiling-raised = Ceiling raised to { $new } on { contract-of-buyer }
headline-ceiling-lowered = Ceiling lowered to { $new } on { contract-of-buyer }
headline-option-exercised =
    { $sign ->
        [plus] Option exercised, { $amount } added: { contract-of-buyer }
        [minus] Option exercised, { $amount } taken off: { contract-of-buyer }
       *[none] Option exercised: { contract-of-buyer }
    }
headline-extended = Extended to { $new }: { contract-of-buyer }
headline-shortened = Shortened to { $new }: { contract-of-buyer }
# Terminations are by the source's code. They may be of a part of what was ordered only.
headline-terminated =
    { $code ->
        [E] Terminated for default: { contract-of-buyer }
        [F] Terminated for convenience: { contract-of-buyer }
        [X] Terminated for cause: { contract-of-buyer }
       *[other] Terminated: { contract-of-buyer }
    }
headline-cancelled = Cancelled: { contract-of-buyer }
headline-in-force = In force: { contract-of-buyer }
headline-closed-out = Closed out: { contract-of-buyer }
headline-scope-changed = Work added to { contract-of-buyer }
headline-supplier-changed = Another supplier on { contract-of-buyer }
headline-supplier-renamed = Supplier renamed: { contract-of-buyer }
headline-supplier-merged = Supplier merged: { contract-of-buyer }
headline-novated = Another company takes over { contract-of-buyer }
headline-ends-within-30-days =
    { $kind ->
        [vehicle] Last orders on { $new }: { contract-of-buyer }
       *[other] Ends on { $new }: { contract-of-buyer }
    }
headline-ends-within-7-days = { headline-ends-within-30-days }
headline-lapsed = Past its last day on record: { contract-of-buyer }
headline-no-longer-matches = No longer found by the search: { contract-of-buyer }
headline-withdrawn = No longer at the source: { contract-of-buyer }
headline-returned = Back at the source: { contract-of-buyer }
headline-page-changed = Changed: { contract-of-buyer }
headline-page-removed = Removed: { contract-of-buyer }
headline-page-moved = Leads elsewhere now: { contract-of-buyer }
headline-text-changed = Text changed: { contract-of-buyer }
headline-also-listed = In a second source: { contract-of-buyer }
headline-corrected = Correction to { contract-of-buyer }
headline-action =
    { $reason ->
        [none] Modification of { contract-of-buyer }
       *[other] Modification of { contract-of-buyer }: { $reason }
    }

## Changes as sentences. “by” is a message “change-by”, or “none”.

# “Modification P00012 of February 19, 2026 (additional work)”
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
       *[other] { $source ->
            [decp] ; { $amount } for the whole contract, without tax.
           *[other] ; { $amount } committed so far.
        }
    }
change-new-order-under-vehicle =
    { change-new-order } { $parent ->
        [none] It was placed under a contract vehicle that is watched here.
       *[other] It was placed under contract vehicle { $parent }, which is watched here.
    }
change-new-contract =
    { $signed ->
        [none] The contract is new in the record
       *[other] The contract was signed on { $signed }
    }{ $amount ->
        [none] ; its amount is not stated.
       *[other] { $source ->
            [decp] ; { $amount } for the whole contract, without tax.
           *[other] ; { $amount } committed so far.
        }
    }
change-new-notice =
    { $signed ->
        [none] The notice is new at the source
       *[other] The notice is of { $signed }
    }{ $amount ->
        [none] .
       *[other] ; it names an amount of { $amount }.
    }
change-new-article =
    { $signed ->
        [none] The article is new in the feed.
       *[other] The article is of { $signed }.
    }
change-new-page = The page is kept as it is today. What changes on it is posted here.
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
change-option-exercised =
    { $by ->
        [none] An option is exercised.
       *[other] { $by } exercises an option{ with-money }.
    }
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
    { $by ->
        [none] The source now lists it as terminated.
       *[other] { $by } ends it before its time, wholly or in part{ with-money }.
    } { $code ->
        [E] By this code, the buyer holds that the supplier did not do what was agreed.
        [F] By this code, the buyer ends it for its own convenience; the code does not say that the supplier is at fault.
        [X] By this code, the buyer holds that the supplier broke the terms.
       *[other] The record does not say why.
    }
change-cancelled =
    { $by ->
        [none] The source now lists it as cancelled.
       *[other] { $by } cancels it{ with-money }.
    } { $code ->
        [N] The code stands for a legal cancellation; the record does not say why.
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
        [none] .
       *[other] { $source ->
            [decp] , and gives { $amount } for the whole contract, without tax.
           *[other] , and gives { $amount } as committed.
        }
    }
change-closed-out =
    { $by ->
        [none] The source now lists it as closed.
       *[other] { $by } closes it out{ with-money }. This is the administrative end of a contract.
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
change-supplier-renamed =
    { $by ->
        [none] The supplier was renamed
       *[other] { $by } says that the supplier was renamed
    }{ supplier-now }{ also-money }
change-supplier-merged =
    { $by ->
        [none] The supplier merged with another company
       *[other] { $by } says that the supplier merged with another company
    }{ supplier-now }{ also-money }
change-novated =
    { $by ->
        [none] Another company takes the contract over
       *[other] { $by } says that another company takes the contract over
    }{ supplier-now }{ also-money }
change-ends-within-30-days =
    { $kind ->
        [vehicle] { $new } is the last day to place orders
       *[other] It ends on { $new }
    }; no extension is on record.
change-ends-within-7-days = { change-ends-within-30-days }
change-lapsed =
    { $kind ->
        [vehicle] The last day to place orders on record, { $new }, has passed
       *[other] Its last day on record, { $new }, has passed
    }, and no extension is on record. Records may come some days late: this alone does not show that the work has stopped.
change-no-longer-matches = The search of the watch no longer finds it. The source still has it, and it is still followed here. A supplier that was renamed or sold can be the reason; this alone does not show it.
change-withdrawn =
    { $old ->
        [none] Asked for it by its number, the source answers that it has no such entry.
       *[other] Asked for it by its number on at least seven days since { $old }, the source answered that it has no such entry.
    } What it said before is kept as evidence. This alone does not show why it is gone.
change-returned =
    { $kind ->
        [page] The page is there again.
       *[other] { $old ->
            [none] The source has it again.
           *[other] The source has it again; it was reported as gone on { $old }.
        }
    }
change-page-changed = The page on { $site } changed: { lines-changed }.
change-page-removed = Its address on { $site } now answers that there is no such page. The page is kept as it was last read: `/contracts show` has it. This does not show who took it down, or why.
change-page-moved =
    { $inside ->
        [yes] Its address on { $site } now leads to another page of the site, with another text: { $new }.
       *[no] Its address on { $site } now leads to another site ({ $new }), where the bot does not go by itself.
    } The page is kept as it was last read: `/contracts show` has it. This does not show who moved it, or why, or whether the same text stands elsewhere.
change-text-changed = Its text on { $site } changed: { lines-changed }.
change-also-listed = A second source lists it too; `/contracts show` has both.
change-action = { $by }: the source shows no amount, date or ceiling that it changed.
change-corrected-both = Correction. { $by }: the record now says { $new } on { $new_date }, no longer { $old } on { $old_date }.
change-corrected-amount = Correction. { $by }: the record now says { $new }, no longer { $old }.
change-corrected-date = Correction. { $by }: the record now says { $new_date }, no longer { $old_date }.
change-corrected-total =
    { $source ->
        [decp] Correction. The record now gives { $new } for the whole contract, without tax, no longer { $old }.
       *[other] Correction. The record now gives { $new } as committed in all, no longer { $old }.
    }
change-corrected-currency = Correction. The record now gives the amounts as { $new }, no longer { $old }.

## What went from a text and what came

passages-went = No longer there:
passages-came = New:
passages-more =
    { $count ->
        [one] and one more line
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
