### What is posted in a channel about contracts: changes, digests, and the status of the watches.

## Posts

post-about = { $name }, { $title }
post-total =
    { $source ->
        [decp] Whole contract, without tax: **{ $amount }**
       *[other] Committed in all: **{ $amount }**
    }
post-own-ceiling = Ceiling: **{ $ceiling }** for all its orders, not money spent
# Of a framework contract, as the source adds its orders up; their number may not be stated.
post-ordered =
    { $count ->
        [none] Committed on its orders: **{ $amount }**
        [one] Committed on its one order: **{ $amount }**
       *[other] Committed on its { $count } orders: **{ $amount }**
    }
post-options = With every option: up to { $amount }
post-until =
    { $kind ->
        [vehicle] Orders until { $until }
       *[other] Until { $until }
    }
post-parent-ceiling =
    { $ceiling ->
        [none] Under framework contract { $parent }
       *[other] Framework contract { $parent }: up to { $ceiling } for all its orders, not money spent
    }
post-totals-read = Totals and dates as read on { $date }
post-correction = Please quote the corrected value.

## Many changes in one read

changes-title =
    { $count ->
        [one] 1 contract changed
       *[other] { $count } contracts changed
    }
changes-mixed-title = { $count } new or changed
changes-why = The biggest changes:
changes-more =
    { $count ->
        [one] and 1 more: press the button.
       *[other] and { $count } more: press the button.
    }
changes-all-title = All changes of this post
changes-gone = The detail of this post is no longer kept. `/updates latest` has the latest changes.
button-all-changes = All changes

## The digest of a watch's first complete read

digest-title = Now watching “{ $name }”
digest-found =
    { $contracts ->
        [0] {""}
        [one] 1 order or contract
       *[other] { $contracts } orders and contracts
    }{ $vehicles ->
        [0] {""}
        [one] { $contracts ->
            [0] {""}
           *[other] ,{" "}
        }1 framework contract
       *[other] { $contracts ->
            [0] {""}
           *[other] ,{" "}
        }{ $vehicles } framework contracts
    }
# Besides contracts: { $kind } is notice, article or page.
digest-others =
    { $kind ->
        [notice] { $count ->
            [one] 1 notice
           *[other] { $count } notices
        }
        [article] { $count ->
            [one] 1 article in the feed
           *[other] { $count } articles in the feed
        }
       *[page] { $count ->
            [one] 1 page, kept as it is today
           *[other] { $count } pages, kept as they are today
        }
    }
digest-nothing = Nothing is on record yet. The bot posts here as soon as there is something.
digest-obligated =
    { $source ->
        [decp] Whole contracts, without tax: **{ $amount }**
       *[other] Committed so far: **{ $amount }**
    }
digest-ceiling = up to { $ceiling }
digest-ceilings = A ceiling is a maximum, not money spent.
digest-more =
    { $count ->
        [one] and 1 more: `/contracts list`
       *[other] and { $count } more: `/contracts list`
    }
digest-more-pairs = and other buyers or suppliers
digest-more-currencies =
    { $count ->
        [one] and amounts in 1 other currency
       *[other] and amounts in { $count } other currencies
    }
digest-unread =
    { $count ->
        [one] 1 more could not be read yet; it comes to `/contracts list` as soon as it can be.
       *[other] { $count } more could not be read yet; they come to `/contracts list` as soon as they can be.
    }
digest-unknown =
    { $known ->
        [none] The records state no amount.
       *[some] { $count ->
            [one] 1 of them without an amount
           *[other] { $count } of them without an amount
        }
    }
digest-next = From now on, changes are posted here.
button-contracts = All contracts

## Watches that fail, that work again, and the weekly line

failing-title = “{ $name }” is not read completely
failing-count =
    { $count ->
        [one] The last read of this watch was not complete.
       *[other] The last { $count } reads of this watch were not complete.
    }
failing-last =
    { $moment ->
        [none] It has not been read in full yet.
       *[other] Last complete read: { $moment }.
    }
failing-next = Next read: { $moment }. You need to do nothing, unless this lasts: then tell the person who runs the bot. You’ll be told here when it works again.
working-title = “{ $name }” can be read again
working-read = Last complete read: { $moment }.
working-next = What the source showed in between and no longer shows was missed; everything else is posted as usual.
working-now-failing = Since then, a read has failed again; `/updates status` shows why.
stale-title = Nothing new from the source of “{ $name }”
stale-since =
    Last news: { $since }. { $longest ->
        [0] It was never quiet for so long.
        [one] Until now it was never quiet for more than a day or two.
       *[other] Until now it was never quiet for more than { $longest } days.
    }
stale-next = The bot reads it completely. The source may have stopped publishing, or publishes elsewhere: please look there yourself. You’ll be told here when something new comes.
stale-over-title = News again from the source of “{ $name }”
stale-over-next = The last complete read found something new. You need to do nothing.
less-title = Much less from the source of “{ $name }”
less-numbers = Found before: { $before }. Found now: { $now }, in two complete reads in a row.
less-next = What was read before is kept. Please compare with the source. If it is right, pause the watch and resume it: then the new number counts. You’ll be told here when the source shows more again.
less-over-title = The source of “{ $name }” shows more again
less-over-next = The last complete read found at least half of what it found before. You need to do nothing.
restyled-title =
    { $source } now publishes { $count ->
        [one] one contract
       *[other] { $count } contracts
    } differently
restyled-what =
    { $what ->
        [amounts] Amounts are now given differently. No change was posted for it. Please compare one with the source.
        [days] Days are now given differently; no amounts changed. No change was posted for it.
       *[nothing] No amounts or days changed. No change was posted for it.
    }
unsteady-title = Values from { $source } keep changing
unsteady-what =
    Since { $since }, { $count ->
        [one] one contract shows
       *[other] { $count } contracts show
    } different { $what ->
        [amounts] amounts
        [days] days
       *[nothing] names or numbers
    } again and again. The bot cannot know which are right and posts none of them. Please look at the source itself.
unsteady-next = Values that two complete reads in a row agree on are kept and posted. New contracts and modifications are still posted. `/updates status` shows this as long as it lasts.
restyled-examples = For example:
restyled-id = id “{ $old }” is now “{ $new }”
restyled-vehicle = framework contract “{ $old }” is now “{ $new }”
restyled-name = supplier “{ $old }” is now “{ $new }”
restyled-supplier = supplier “{ $old }” is now “{ $new }”
restyled-buyer = buyer “{ $old }” is now “{ $new }”
restyled-title-text = title “{ $old }” is now “{ $new }”
restyled-action-id = the id of a modification “{ $old }” is now “{ $new }”
restyled-number = modification “{ $old }” is now “{ $new }”
restyled-description = description “{ $old }” is now “{ $new }”
restyled-amount = an amount of { $old } is now { $new }
restyled-total = a total of { $old } is now { $new }
restyled-ceiling = a ceiling of { $old } is now { $new }
restyled-date = a modification of { $old } is now dated { $new }
restyled-end = an end on { $old } is now { $new }
restyled-status = status “{ $old }” is now “{ $new }”
weekly-title = Still watching
weekly-watching =
    { $contracts ->
        [0] Nothing on record yet
        [one] 1 entry
       *[other] { $contracts } entries
    } in { $watches ->
        [one] 1 watch
       *[other] { $watches } watches
    }.
weekly-none = No watch is active.
weekly-read =
    { $watches ->
        [one] Last complete read: { $moment }.
       *[other] Last complete reads: { $moment } or later.
    }
weekly-unread =
    { $count ->
        [one] One watch was not read in full yet.
       *[other] { $count } watches were not read in full yet.
    }
weekly-paused =
    { $count ->
        [one] One watch is paused.
       *[other] { $count } watches are paused.
    }
weekly-failing = **Not read completely:** changes may be missing. `/updates status` shows why.
weekly-failing-watch =
    { $moment ->
        [none] { $name }: not read in full yet
       *[other] { $name }: last read in full on { $moment }
    }
weekly-failing-more =
    { $count ->
        [one] and one more watch
       *[other] and { $count } more watches
    }
# How many watches were read in full since then: { $read } is all, some or none.
weekly-changes =
    { $count ->
        [0] { $read ->
            [none] Whether anything changed since { $since } is not known: no watch was read in full since then.
            [some] No change since { $since } in what could be read.
           *[all] No change since { $since }.
        }
        [one] News of one entry since { $since }: `/updates latest` shows it.
       *[other] News of { $count } entries since { $since }: `/updates latest` shows it.
    }
