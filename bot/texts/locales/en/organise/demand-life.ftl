### What becomes of a demand: goal and deadline, versions, posts, delivery, answer, archive.

## Organisers: goal and last day

demand-scheduled = **Saved.** { $goal ->
    [none] No goal.
   *[other] Goal: { $goal } signatures.
} { $closes ->
    [none] No last day: you close it when you want.
   *[other] It can be signed until { $closes } ({ $zone }).
}
demand-scheduled-twice = Clocks in { $zone } go back in that hour, so it comes twice: the second is meant.

## Organisers: a new version of an open demand

demand-amending = **This demand is open: your change makes a new version of its text.** Its card tells members, and invites them to sign again; until they do, their signatures support the text they signed. To change another language in the same version, use `/organise demand edit` again before you confirm. What changes:
demand-amending-new = *(not written before)*
demand-amended = The text is changed: this is version { $version }. Posted cards show it within a minute.
demand-amend-discarded = Discarded. Nothing was changed.
button-amend = Make this the new text
button-amend-discard = Discard

## Organisers: delivery, answer, archive

deliver-title = The demand is delivered
deliver-what = You put on record that “{ $title }” was handed over, with the last published count: { $count ->
    [one] **{ $count } signature**
   *[other] **{ $count } signatures**
}; for an earlier day, with the count that had been published by then. Posted in: { $channel }. It will also stand on its cards. **This cannot be undone.** To correct it, use the command again: the correction is posted, too.
deliver-to = To whom
    .hint = A person, an office or a body, as it will be posted.
deliver-note = Note (if there is something to say)
    .hint = For example how it was received. It is posted, too.
answer-title = Management has answered
answer-what = You put on record what management said to “{ $title }”: { $outcome ->
    [agreed] **agreed**
    [partly] **agreed in part**
   *[refused] **refused**
}. Posted in: { $channel }. It will also stand on its cards. **This cannot be undone.** To correct it, use the command again: the correction is posted, too.
answer-text = What management said
    .hint = In their words as far as you can. It is posted.
happened-corrects = **This is a correction.** The form shows what is on record; what you send replaces it, and a post says that it was corrected.
happened-on = Day
    .hint = For example 2026-03-31 or 31/03/2026.
happened-sure = To be sure
happened-yes = All of this is right: put it on record.
demand-delivered-saved = On record. Posted cards show it within a minute, and so does the announcements channel if one is chosen.
demand-no-channel = no channel is chosen, so it is posted nowhere
demand-archiving = **If you archive this demand**, it leaves the lists and suggestions of members for good. It stays in exports and in your own list; its posted cards say that it is archived, and signatures can still be withdrawn there.
demand-archived-saved = The demand is archived.
button-archive = Archive for good

settings-time-zone = Time zone of deadlines: { $zone }. To change it: `/organise settings timezone`.

## Refusals

refusal-demand-archived = This demand is archived and stays as it is. Nothing was changed. Members can still withdraw their signatures.
refusal-demand-unchanged = The demand has these words already. Nothing was changed.
refusal-proposal-changed = The proposal has changed: somebody wrote another, or it was confirmed or discarded. Nothing was changed. Use `/organise demand edit` again.
refusal-edit-closed = This demand is closed: what members signed no longer changes. Nothing was changed.
refusal-schedule-closed = This demand can no longer be signed: its goal and its last day stay. Nothing was changed.
refusal-goal-range = A goal is a number from 1 to { $most }. Nothing was changed.
refusal-goal-below-count = A goal of { $goal } is less than the published count of { $count }. Nothing was changed. Choose a higher one.
refusal-deadline-past = { $day } at { $hour } is past in { $zone }. Nothing was changed. Choose a later time.
refusal-day-unreal = There is no day “{ $written }”. Nothing was changed. Check the day and the month.
refusal-no-day = The bot cannot read “{ $written }” as a day. Nothing was changed. Write it like 2026-03-31 or 31/03/2026.
refusal-no-hour = The bot cannot read “{ $written }” as an hour. Nothing was changed. Write it like 18:00.
refusal-no-zone = There is no time zone “{ $written }”. Nothing was changed. Begin to type a city, for example Paris, and choose from the list.
refusal-hour-left-out = On { $day } clocks in { $zone } go forward and skip { $hour }. Nothing was changed. Choose another hour, for example { $later }.
refusal-hour-without-day = An hour or a time zone alone does not say when. Nothing was changed. Give the last day as well.
refusal-deliver-draft = This demand is a draft: nobody has signed it, so there is nothing to deliver. Nothing was changed.
refusal-deliver-open = This demand is still open. Nothing was changed. Close it first with `/organise demand close`: the count published then is what is delivered.
refusal-already-delivered = This demand is on record as delivered already. Nothing was changed. To correct it, use `/organise demand deliver` again.
refusal-delivery-to-nobody = To whom it was delivered is missing. Nothing was changed. Write it and send the form again.
refusal-answer-undelivered = This demand is not on record as delivered. Nothing was changed. Use `/organise demand deliver` first.
refusal-already-answered = The answer to this demand is on record already. Nothing was changed. To correct it, use `/organise demand answer` again.
refusal-delivery-after-answer = { $day } is later than the answer of { $answered }. Nothing was changed. Correct that day first, or give an earlier one.
refusal-record-changed = The record of this demand changed while you wrote. Nothing of yours was put on record. Use the command again: the form shows how it is now.
refusal-record-unchanged = This is what is on record already. Nothing was changed.
refusal-answer-without-text = What management said is missing. Nothing was changed. Write it and send the form again.
refusal-archive-open = This demand is still open. Nothing was changed. Close it first with `/organise demand close`.
refusal-text-too-long = This is too long ({ $length } characters; maximum { $limit }). Nothing was changed. Shorten it and send it again.
refusal-day-to-come = { $day } is still to come. Nothing was changed. Give the day on which it happened.
refusal-day-too-early = { $day } is too early: it cannot have happened before { $first }. Nothing was changed.
refusal-not-confirmed = The box at the end was not ticked, so nothing was put on record. Send the form again, and tick it if all is right.

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
audit-act-demand-deliver = Put a delivery on record
audit-act-demand-answer = Put an answer on record
audit-act-demand-archive = Archived a demand
audit-field-texts = Text
audit-field-state = State
audit-field-goal = Goal
audit-field-closes_at = Last moment
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
