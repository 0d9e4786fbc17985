### What becomes of a demand: goal and deadline, versions, posts, delivery, answer, archive.

## Organisers: goal and last day

demand-scheduled = **Saved.** { $goal ->
    [none] No goal.
   *[other] Goal: { $goal } signatures.
} { $closes ->
    [none] No last day: you close it when you want.
   *[other] It can be signed until { $closes }, your time (time zone chosen: { $zone }).
}
demand-scheduled-twice = Clocks in { $zone } go back in that hour, so it comes twice: the second one counts.
schedule-none = no last day
schedule-in = { $day }, in { $count ->
    [one] { $count } day
   *[other] { $count } days
}

## Organisers: a new version of an open demand

demand-amending = **This demand is open: your change makes a new version of its text.** Its card tells members, and invites them to sign again; until they do, their signatures support the text they signed. To change another language in the same version, use `/organise do:demand edit` again before you confirm. What changes:
demand-amending-new = *(not written before)*
demand-amended = The text is changed: this is version { $version }. Posted cards show it within a minute.
demand-amend-discarded = Discarded. Nothing was changed.
button-amend = Make this the new text
button-amend-discard = Discard

## Organisers: delivery, answer, archive

deliver-title = The demand is delivered
deliver-what = This records that “{ $title }” was handed over, with the last published count: { $count ->
    [one] **{ $count } signature**
   *[other] **{ $count } signatures**
}; for an earlier day, with the count published by then. Posted in: { $channel }. Its cards will show it too. **This cannot be undone.** To correct it, use the command again: the correction is posted too.
deliver-to = To whom
    .hint = A person, an office or a body, as it will be posted.
deliver-note = Note (if there is something to say)
    .hint = For example how it was received. It is posted too.
answer-title = Management has answered
answer-what = This records what management answered to “{ $title }”: { $outcome ->
    [agreed] **agreed**
    [partly] **agreed in part**
   *[refused] **refused**
}. Posted in: { $channel }. Its cards will show it too. **This cannot be undone.** To correct it, use the command again: the correction is posted too.
answer-text = What management said
    .hint = In their words as far as you can. It is posted.
happened-corrects = **This is a correction.** The form shows what is recorded now; what you send replaces it, and a post says that it was corrected.
happened-on = Day
    .hint = For example 31/03/2026 or 2026-03-31.
happened-sure = Confirmation
happened-yes = All of this is right: record it.
demand-delivered-saved = **Recorded.** Posted cards show it within a minute, and so does the announcements channel if one is chosen.
demand-no-channel = no channel is chosen, so it is posted nowhere
demand-archiving = **If you archive this demand**, it leaves the lists and suggestions of members for good. It stays in exports and in your own list; its posted cards say that it is archived. Signatures can be withdrawn as before.
demand-archived-saved = The demand is archived.
button-archive = Archive for good

settings-time-zone = Time zone of deadlines: { $zone }. To change it: `/organise do:settings timezone`.

## Refusals

refusal-demand-archived = This demand is archived and can no longer change. Nothing was changed. Signatures can be withdrawn as before.
refusal-demand-unchanged = The demand already says this. Nothing was changed.
refusal-proposal-changed = The proposal has changed: somebody wrote another, or it was confirmed or discarded. Nothing was changed. Use `/organise do:demand edit` again.
refusal-edit-closed = This demand is closed: what members signed no longer changes. Nothing was changed.
refusal-schedule-closed = This demand can no longer be signed, so its goal and last day stay as they are. Nothing was changed.
refusal-goal-range = A goal is a number from 1 to { $most }. Nothing was changed.
refusal-goal-below-count = A goal of { $goal } is below the published count of { $count }. Nothing was changed. Choose a higher one.
refusal-deadline-past = { $day } at { $hour } is in the past in { $zone }. Nothing was changed. Choose a later time.
refusal-day-unreal = There is no day “{ $written }”. Nothing was changed. Check the day and the month.
refusal-no-day = “{ $written }” is not a date that the bot can read. Nothing was changed. Write it like 31/03/2026 or 2026-03-31.
refusal-no-hour = “{ $written }” is not a time that the bot can read. Nothing was changed. Write it like 18:00.
refusal-no-zone = There is no time zone “{ $written }”. Nothing was changed. Start typing a city, for example Paris, and choose from the list.
refusal-hour-left-out = On { $day } clocks in { $zone } go forward and skip { $hour }. Nothing was changed. Choose another time, for example { $later }.
refusal-hour-without-day = A time or a time zone needs a last day too. Nothing was changed. Give the last day as well.
refusal-deliver-draft = This demand is a draft that nobody has signed, so there is nothing to deliver. Nothing was changed.
refusal-delivered-before-count = The first count was published on { $day }. Nothing was changed. Give that day or a later one.
refusal-deliver-open = This demand is still open. Nothing was changed. Close it first with `/organise do:demand close`: the count published then is what is delivered.
refusal-already-delivered = This demand is already recorded as delivered. Nothing was changed. To correct it, use `/organise do:demand deliver` again.
refusal-delivery-to-nobody = You did not say to whom it was delivered. Nothing was changed. Write it and send the form again.
refusal-answer-undelivered = This demand is not recorded as delivered yet. Nothing was changed. Use `/organise do:demand deliver` first.
refusal-already-answered = The answer to this demand is already recorded. Nothing was changed. To correct it, use `/organise do:demand answer` again.
refusal-delivery-after-answer = { $day } is later than the answer of { $answered }. Nothing was changed. Correct that day first, or give an earlier one.
refusal-record-changed = Somebody else changed this record while you were writing. Nothing of yours was saved. Use the command again: the form shows how it is now.
refusal-record-unchanged = This is what is already recorded. Nothing was changed.
refusal-answer-without-text = You did not say what management answered. Nothing was changed. Write it and send the form again.
refusal-archive-open = This demand is still open. Nothing was changed. Close it first with `/organise do:demand close`.
refusal-text-too-long = This is too long ({ $length } characters; maximum { $limit }). Nothing was changed. Shorten it and send it again.
refusal-day-to-come = { $day } is in the future. Nothing was changed. Give the day on which it happened.
refusal-day-too-early = { $day } is too early: it cannot have happened before { $first }. Nothing was changed. Give a later day.
refusal-not-confirmed = You didn’t tick the box at the end, so nothing was recorded. Send the form again, and tick it if all is right.

## The audit

audit-act-demand-create = Wrote a demand
audit-act-demand-edit = Changed a draft
audit-act-demand-amend = Changed the text of an open demand
audit-act-demand-open = Opened a demand
audit-act-demand-widen = Let more people sign an open demand
audit-field-role_ids = Roles of those who may sign
audit-act-demand-close = Closed a demand
audit-act-demand-announce = Announced a demand
audit-act-demand-schedule = Set a demand’s goal or last day
audit-act-demand-deliver = Recorded a delivery
audit-act-demand-answer = Recorded an answer
audit-act-demand-archive = Archived a demand
audit-field-texts = Text
audit-field-state = State
audit-field-goal = Goal
audit-field-closes_at = Can be signed until
audit-field-time_zone = Time zone
audit-field-count = Count
audit-field-text_hash = SHA-256 of the text
audit-field-consent_hash = SHA-256 of the consent
audit-field-delivered_on = Day of delivery
audit-field-delivered_to = Delivered to
audit-field-delivered_count = Delivered count
audit-field-delivery_note = Note
audit-field-answered_on = Day of the answer
audit-field-answer = Answer
audit-field-answer_text = What was said
audit-value-agreed = agreed
audit-value-partly = agreed in part
audit-value-refused = refused

## Signing for longer than signers were told
demand-extending = Signers were told that signing ends on { $ends } at the latest. You propose { $last }. Once **another organiser** confirms it with `/organise do:demand schedule`, it is a new version: whoever signs then agrees to the longer time, and the keys of those who signed before are kept longer too.
button-extend = Confirm the longer time
refusal-extension-changed = This proposal is gone, or another took its place. Nothing was changed. Propose the last day again with `/organise do:demand schedule`.
refusal-extension-own = You proposed this last day yourself. Another organiser must confirm it. Nothing was changed.
refusal-extension-proposer-gone = The data of the organiser who proposed this was erased, so the bot cannot tell whether you are someone else. Nothing was changed. Propose it again with `/organise do:demand schedule`.
refusal-extension-too-long = Signing can be prolonged by { $months } months from today at most, since the key of each signature is kept for as long. Nothing was changed. Choose an earlier last day.
refusal-signing-too-long = A demand can be signed for { $months } months from its opening at most, as its consent says. Nothing was changed. Choose an earlier last day with `/organise do:demand schedule`; once it is open, two organisers can prolong it.
refusal-deadline-beyond = Signers were told that signing ends on { $day } at the latest. Nothing was changed. A later day needs two organisers: `/organise do:demand schedule`.
audit-act-demand-extend-propose = Proposed prolonging signing beyond what signers were told
audit-act-demand-extend = Confirmed prolonging signing beyond what signers were told
