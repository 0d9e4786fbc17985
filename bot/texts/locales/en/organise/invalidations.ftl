### Invalidation: removing signatures for a reason, with two organisers.

invalidations-title = Invalidations
invalidations-none = No signature was ever removed, and nothing is proposed.
invalidation-line = **{ $number }.** { $demand }: { $reason }. { $criteria } { $state }
invalidation-reason-duplicate-accounts = Several accounts of one person
invalidation-reason-not-members = Not members
invalidation-reason-brigading = Mass signing by outsiders
invalidation-reason-roster-left = No longer on the roster
invalidation-reason-organiser-error = Our own mistake
invalidation-reason-other = Another reason, kept in the audit
invalidation-criteria-day = Signed on { $day }.
invalidation-criteria-days = Signed from { $first } to { $last }.
invalidation-criteria-roster = By members who are no longer on the roster.
invalidation-state-proposed = Proposed: about { $about } or a few more. Another organiser has to confirm it.
invalidation-state-confirmed = Confirmed: about { $about } or a few more, with the first publication from { $moment } on. Any organiser can cancel it until then.
invalidation-state-cancelled = Cancelled: nothing was removed.
invalidation-state-overtaken = Cancelled, because invalidation { $other } ran first and removed some of the same signatures. If it is still needed, propose it again and look at how many it would remove.
invalidation-state-ran = { $struck ->
    [one] { $struck } signature was removed with publication { $publication }.
   *[other] { $struck } signatures were removed with publication { $publication }.
}
invalidation-proposed = This would remove **about { $about } signatures or a few more** from “{ $demand }”. Nothing is removed yet: another organiser confirms it with `/organise do:invalidate confirm`, and it runs an hour later at the earliest. The number is that of the last publication; matching signatures given since are removed too.
invalidation-what = Days are whole days in UTC. Nobody is told whose signatures are removed; members see it only in their own `/privacy export`. Anyone whose signature is removed can sign again if they meet the conditions: close that way in first, with the role or the roster. The number and the reason appear with the published count in every export.
invalidation-confirmed = Confirmed. It runs with the first publication from { $moment } on. Until then any organiser can cancel it with `/organise do:invalidate cancel`.
invalidation-cancelled = Cancelled. Nothing was removed.

## Figures against brigading

arrivals-title = Who has been signing, in rough figures
arrivals-none = Nothing to show yet. Figures come with a publication, once the count has grown by { $people }. The bot remembers nothing from before it started ({ $since }): it begins with the first publication after that.
arrivals-counted = Counted after { $first } and up to { $last }
arrivals-accounts = Age of their Discord account when they signed:
arrivals-joined = Their time in this server when they signed:
arrivals-class-week = - under a week: about { $tenths } in 10
arrivals-class-month = - a week to a month: about { $tenths } in 10
arrivals-class-half-year = - one to six months: about { $tenths } in 10
arrivals-class-year = - six months to a year: about { $tenths } in 10
arrivals-class-three-years = - one to three years: about { $tenths } in 10
arrivals-class-older = - over three years: about { $tenths } in 10
arrivals-spread = - no group is large enough to be shown
arrivals-how = Each figure is of at least { $people } people who signed since the one before. A group of fewer than { $fewest } is not shown, and shares are rounded to tenths. Figures are made with each publication, not when you ask, and only the bot’s memory holds them: anyone who signed before it started ({ $since }) is missing. Many new accounts can be outsiders who were sent, or simply members who came to a meeting: find out before you remove signatures. To ask for older accounts from now on: `/organise do:settings signers`.

## Refusals

refusal-no-such-invalidation = There is no such invalidation here. Nothing was changed. Look at the list: /organise do:invalidate list.
refusal-invalidation-nothing = Nobody has signed this demand, or its signatures are already deleted. There is nothing to remove, and nothing was changed.
refusal-invalidation-no-roster = This demand does not use the roster, so nothing tells who is on it. Nothing was changed. Leave that choice out.
refusal-invalidation-previews = This demand was examined { $most } times in a day (the maximum): many looks that differ little would count people one by one. Nothing was changed. Try again tomorrow.
refusal-invalidation-few = Fewer than { $fewest } of the signatures published so far match. So few would point at people, so nothing is proposed. Choose more days, drop a condition, or wait for the next publication: signatures given since the last one do not count here yet.
refusal-invalidation-proposer-gone = The data of the organiser who proposed this was erased, so the bot cannot tell whether you are someone else. Nothing was changed. Cancel it and propose it again.
refusal-invalidation-own = You proposed this yourself. Nothing was changed. Another organiser, with another account, must confirm it.
refusal-invalidation-reason = The reason is missing, or its note is missing or too long. Nothing was changed. Choose a reason from the list; “Another reason” needs a note of at most { $most } characters.
refusal-invalidation-days = These days cannot be used. Nothing was changed. Give both, in order, written like 31/01/2026 or 2026-01-31; the last must be over. For a single day, give it twice.
refusal-invalidation-criteria = Nothing says which signatures. Nothing was changed. Choose days or the roster: this is not for removing all of them.
refusal-invalidation-state = { $state ->
    [ran] This has already run and cannot be undone. Nothing was changed.
    [overtaken] This was cancelled, because another one ran first and removed some of the same signatures. Nothing was changed. Propose it again if it is still needed.
    [cancelled] This was cancelled. Nothing was changed. Propose it again.
    [confirmed] This is already confirmed. Nothing was changed.
   *[proposed] This is not confirmed yet. Nothing was changed.
}

## The audit

audit-act-invalidation-preview = Examined or proposed an invalidation
audit-act-invalidation-confirm = Confirmed an invalidation
audit-act-invalidation-cancel = Cancelled an invalidation
audit-act-invalidation-void = An invalidation was dropped: too few were left
audit-act-invalidation-run = An invalidation ran
audit-act-invalidation-overtaken = An invalidation was cancelled: another one removed some of the same signatures
audit-field-invalidation = Invalidation
audit-field-first = First day
audit-field-last = Last day
audit-field-version = Version
audit-field-off_roster = No longer on the roster
audit-field-about = About
audit-field-reason = Reason
audit-field-note = Note
audit-field-struck = Removed
