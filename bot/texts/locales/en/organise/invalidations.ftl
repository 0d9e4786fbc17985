### Invalidation: striking signatures for a reason, with two organisers.

invalidations-title = Invalidations
invalidations-none = Nothing was ever struck, and nothing is proposed.
invalidation-line = **{ $number }.** { $demand }: { $reason }. { $criteria } { $state }
invalidation-reason-duplicate-accounts = Several accounts of one person
invalidation-reason-not-members = Not members
invalidation-reason-brigading = Signed in numbers by outsiders
invalidation-reason-roster-left = No longer on the roster
invalidation-reason-organiser-error = Our own mistake
invalidation-reason-other = Another reason, kept in the audit
invalidation-criteria-day = Signed on { $day }.
invalidation-criteria-days = Signed from { $first } to { $last }.
invalidation-criteria-version = For version { $version } of the text.
invalidation-criteria-roster = By members who are no longer on the roster.
invalidation-state-proposed = Proposed: about { $about } or a few more. It waits for another organiser to confirm it.
invalidation-state-confirmed = Confirmed: about { $about } or a few more, with the first publication from { $moment } on. Any organiser can cancel it until then.
invalidation-state-cancelled = Cancelled: nothing was struck.
invalidation-state-overtaken = Cancelled, because invalidation { $other } ran first and struck some of the same signatures. If it is still needed, propose it anew and look at how many it would strike.
invalidation-state-ran = { $struck ->
    [one] { $struck } signature was struck with publication { $publication }.
   *[other] { $struck } signatures were struck with publication { $publication }.
}
invalidation-proposed = This would strike **about { $about } signatures or a few more** of “{ $demand }”. Nothing is struck yet: another organiser confirms it with `/organise invalidate confirm`, and it runs an hour later at the earliest. The number is that of the last publication; what fits and was signed since is struck with it.
invalidation-what = Days are whole days in UTC. Nobody is told whose signatures are struck; each member sees it in their own `/privacy export` alone. Whoever is struck may sign again if they may sign at all: close the way in first, with the roles, the roster or the days that are asked for. The number will stand with the published count in every export, and the reason with it.
invalidation-confirmed = Confirmed. It runs with the first publication from { $moment } on. Until then any organiser can cancel it with `/organise invalidate cancel`.
invalidation-cancelled = Cancelled. Nothing was struck.

## Figures against brigading

arrivals-title = Who has been signing, in rough figures
arrivals-none = Nothing to show yet. Figures come with a publication, once the count has grown by { $people }. The bot remembers nothing from before it started ({ $since }): it begins with the first publication after that.
arrivals-counted = Counted after { $first } and up to { $last }
arrivals-accounts = Age of their Discord account when they signed:
arrivals-joined = Their time in this server when they signed:
arrivals-class-week = • under a week: about { $tenths } in 10
arrivals-class-month = • a week to a month: about { $tenths } in 10
arrivals-class-half-year = • one to six months: about { $tenths } in 10
arrivals-class-year = • six months to a year: about { $tenths } in 10
arrivals-class-three-years = • one to three years: about { $tenths } in 10
arrivals-class-older = • over three years: about { $tenths } in 10
arrivals-spread = • no group is large enough to be shown
arrivals-how = Each figure is of at least { $people } people who signed since the one before. A group of fewer than { $fewest } is not shown, and shares are rounded to tenths. Figures are made with a publication, not when you ask, and only the bot’s memory holds them: whoever signed before it started ({ $since }) is missing. Many new accounts can be outsiders who were sent, or simply members who came to a meeting: find out before you remove signatures. To ask for older accounts from now on: `/organise settings signers`.

## Refusals

refusal-no-such-invalidation = There is no such invalidation here. Look at the list with /organise invalidate list.
refusal-invalidation-nothing = Nobody has signed this demand, or its signatures are deleted already. There is nothing to strike.
refusal-invalidation-no-roster = This demand does not ask for the roster, so nothing tells who is on it. Leave that choice out.
refusal-invalidation-previews = This demand was looked at { $most } times in a day, which is the most: many looks that differ by little would count people one by one. Try again tomorrow.
refusal-invalidation-few = Fewer than { $fewest } of the signatures published so far fit. So few would point at people, and nothing is proposed. Choose more days, leave a condition out, or wait for the next publication: what was signed since the last one does not count here yet.
refusal-invalidation-proposer-gone = Whoever proposed this has erased their data since, so nobody can tell that you are somebody else. Cancel it and propose it anew.
refusal-invalidation-second = You proposed this yourself. Another organiser, with another account, must confirm it.
refusal-invalidation-reason = Choose a reason from the list. “Another reason” needs a note, of at most { $most } characters.
refusal-invalidation-days = Give both days, in order, written like 2026-01-31 or 31/01/2026; the last must be over. For a single day, give it twice.
refusal-invalidation-criteria = Say which signatures: by days, by version, or by the roster. Striking all of them is not what this is for.
refusal-invalidation-state = { $state ->
    [ran] This has run already: it cannot be undone. Nothing was changed.
    [overtaken] This was cancelled because another one ran first and struck some of the same signatures. Propose it anew if it is still needed.
    [cancelled] This was cancelled. Propose it anew.
    [confirmed] This is confirmed already. Nothing was changed.
   *[proposed] This is not confirmed yet. Nothing was changed.
}

## The audit

audit-act-invalidation-preview = Looked at or proposed an invalidation
audit-act-invalidation-confirm = Confirmed an invalidation
audit-act-invalidation-cancel = Cancelled an invalidation
audit-act-invalidation-void = An invalidation was dropped: too few were left
audit-act-invalidation-run = An invalidation ran
audit-act-invalidation-overtaken = An invalidation was cancelled: another one struck some of the same signatures
audit-field-invalidation = Invalidation
audit-field-first = First day
audit-field-last = Last day
audit-field-version = Version
audit-field-off_roster = No longer on the roster
audit-field-about = About
audit-field-reason = Reason
audit-field-note = Note
audit-field-struck = Struck
