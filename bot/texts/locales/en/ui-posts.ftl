### What is posted in a channel about contracts: changes, digests, and how the watching goes.

## Posts

post-who-pays =
    { $kind ->
        [order] **{ $buyer }** has placed this order with **{ $supplier }**:
        [vehicle] **{ $buyer }** can order from **{ $supplier }**:
        [notice] { $supplier ->
            [none] **{ $buyer }** published this notice:
           *[other] **{ $buyer }** published this notice, which names **{ $supplier }**:
        }
        [article] Published on **{ $site }**:
        [page] On **{ $site }**:
       *[contract] **{ $buyer }** has this contract with **{ $supplier }**:
    }
post-who-pays-untitled =
    { $kind ->
        [order] **{ $buyer }** has placed this order with **{ $supplier }**. The record does not say what for.
        [vehicle] **{ $buyer }** can order from **{ $supplier }**. The record does not say what.
        [notice] { $supplier ->
            [none] **{ $buyer }** published this notice. It has no title.
           *[other] **{ $buyer }** published this notice, which names **{ $supplier }**. It has no title.
        }
        [article] Published on **{ $site }**, without a title.
        [page] On **{ $site }**, without a title.
       *[contract] **{ $buyer }** has this contract with **{ $supplier }**. The record does not say what for.
    }
post-total =
    { $amount ->
        [none] { $source ->
            [decp] For the whole contract: no current total was read
           *[other] Committed so far in all: no current total was read
        }
       *[other] { $source ->
            [decp] For the whole contract, without tax: **{ $amount }**
           *[other] Committed so far, all modifications together: **{ $amount }**
        }
    }
post-own-ceiling =
    { $ceiling ->
        [none] Ceiling: not stated
       *[other] Orders of up to { $ceiling } in all can be placed under it; a maximum, not money spent.
    }
# Of a vehicle, as the source adds its orders up; their number may not be stated.
post-ordered =
    { $count ->
        [none] Committed on its orders so far, as the source adds them up: **{ $amount }**
        [one] Committed on its one order so far, as the source gives it: **{ $amount }**
       *[other] Committed on its { $count } orders so far, as the source adds them up: **{ $amount }**
    }
post-options = With every option this can reach { $amount }.
post-term = Since { $since }, until { $until }
post-since = Since { $since }
post-until = Until { $until }
post-potential-end = With every option it can run until { $date }.
post-parent-ceiling =
    { $ceiling ->
        [none] Placed under vehicle { $parent }, whose ceiling is not stated.
       *[other] Up to { $ceiling } for all orders under vehicle { $parent }; a maximum, not money spent.
    }
post-totals-read = Totals and dates of the contract as read on { $date }.
post-correction = If an earlier post gave the old value, this one corrects it: please quote the new value.

## Many changes in one read

changes-title =
    { $count ->
        [one] One change was found in one read
       *[other] { $count } contracts changed in one read
    }
changes-mixed-title = { $count } new or changed in one read
changes-why = All were found in one read. The weightiest:
changes-more =
    { $count ->
        [one] and one more: press the button.
       *[other] and { $count } more: press the button.
    }
changes-all-title = All changes of this post
changes-gone = The detail of this post is no longer kept. `/updates latest` has the latest changes.
button-all-changes = All changes

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
# Besides contracts: { $kind } is notice, article or page.
digest-others =
    { $kind ->
        [notice] { $count ->
            [one] One notice is on record.
           *[other] { $count } notices are on record.
        }
        [article] { $count ->
            [one] One article is in the feed.
           *[other] { $count } articles are in the feed.
        }
       *[page] { $count ->
            [one] One page is watched: it is kept as it is today.
           *[other] { $count } pages are watched: they are kept as they are today.
        }
    }
digest-nothing = Nothing is on record yet. The bot posts here as soon as there is.
digest-obligated =
    { $source ->
        [decp] For these orders and contracts as a whole, without tax: **{ $amount }**
       *[other] Committed on these orders and contracts so far: **{ $amount }**
    }
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
        [order] **{ $buyer }** has placed orders with **{ $supplier }**.
       *[contract] **{ $buyer }** has a contract with **{ $supplier }**.
    }
digest-more-pairs = Other buyers and suppliers too: `/contracts list` shows them.
digest-unread =
    { $count ->
        [one] One more contract could not be read. It will be in `/contracts list` as soon as it can.
       *[other] { $count } more contracts could not be read. They will be in `/contracts list` as soon as they can.
    }
digest-unknown =
    { $known ->
        [none] The records state no amount.
       *[some] { $count ->
            [one] For one more, the record states no amount.
           *[other] For { $count } more, the record states no amount.
        }
    }
digest-next = From now on, every change is posted here once.
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
failing-next = Next read: { $moment }. What the source still shows by then is found by then. You need to do nothing, unless this lasts: then tell whoever runs the bot. It is said here once when it works again.
working-title = “{ $name }” can be read again
working-read = Last complete read: { $moment }.
working-next = What the source showed in the meantime and no longer shows cannot be made up for; everything else is posted as usual.
working-now-failing = Since then, a read has failed again; `/updates status` shows why.
stale-title = Nothing new from the source of “{ $name }”
stale-since =
    Last news: { $since }. { $longest ->
        [0] It was never quiet for so long.
        [one] Until now it was never quiet for more than a day or two.
       *[other] Until now it was never quiet for more than { $longest } days.
    }
stale-next = The bot reads it completely. The source may have stopped publishing, or publishes elsewhere: please look there yourself. It is said here once when something new comes.
stale-over-title = News again from the source of “{ $name }”
stale-over-next = The last complete read found something new. You need to do nothing.
less-title = Much less from the source of “{ $name }”
less-numbers = Found before: { $before }. Found now: { $now }, in two complete reads in a row.
less-next = What was read before is kept. Please compare with the source. If it is right, pause the watch and resume it: then the new number counts. It is said here once when the source shows more again.
less-over-title = The source of “{ $name }” shows more again
less-over-next = The last complete read found at least half of what it found before. You need to do nothing.
restyled-title =
    { $source } now publishes { $count ->
        [one] one contract
       *[other] { $count } contracts
    } differently
restyled-what =
    { $what ->
        [amounts] Amounts are now given differently. Members were not told. Please compare one with the source.
        [days] Days are now given differently; no amounts changed. Members were not told.
       *[nothing] No amounts or days changed. Members were not told.
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
        [one] One entry
       *[other] { $contracts } entries
    } in { $watches ->
        [one] one watch
       *[other] { $watches } watches
    }.
weekly-none = No watch is active.
weekly-read =
    { $watches ->
        [one] Last complete read: { $moment }.
       *[other] Each watch that was ever read in full was last read in full on { $moment } or later.
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
