### How long a demand’s key is kept, and what its end means.

settings-retention = { $months ->
    [one] The key of a demand is destroyed a month after signing ends.
   *[other] The key of a demand is destroyed { $months } months after signing ends.
}
settings-retention-missing = **How long keys are kept is not set.** Set it with `/organise do:settings retention`; no demand can open before.
retention-saved = { $months ->
    [one] A demand’s key is destroyed a month after signing ends: this applies to demands that open from now on. Earlier ones keep what their signers were told.
   *[other] A demand’s key is destroyed { $months } months after signing ends: this applies to demands that open from now on. Earlier ones keep what their signers were told.
}
retention-held = **The key of this demand is held until { $day }.** After that it is destroyed when its time is over. To renew: the same command with a reason, and a second organiser.
    Reason: { $reason }
retention-released = The key of this demand is not held. Its time ends on { $day }. It is destroyed then, or up to two weeks later if you could not be told before.
retention-released-open = { $months ->
    [one] The key of this demand is not held. It will be destroyed a month after signing ends; you will be told before.
   *[other] The key of this demand is not held. It will be destroyed { $months } months after signing ends; you will be told before.
}
retention-released-unset = The key of this demand is not held.

## The post before the end

retention-soon-title = The signatures of a demand will be made anonymous: { $title }
retention-soon = { $months ->
    [one] Signing ended on { $closed }. As its signers were told, the key of this demand is destroyed a month later: **on { $day }, not before**.
   *[other] Signing ended on { $closed }. As its signers were told, the key of this demand is destroyed { $months } months later: **on { $day }, not before**.
}
retention-soon-means = After that nobody can link anything to anyone, not even from a backup. The published counts stay. Nothing can be withdrawn or removed any more.
retention-soon-hold = You don’t need to do anything. Only if a dispute or a court requires the signatures to be kept: `/organise do:demand hold` with a reason, confirmed by a second organiser before that day.

retention-soon-held = The hold on this demand’s key ends, and its time is over. The key is destroyed **on { $day }, not before**.

## A hold

hold-proposed = **Proposed; nothing is held yet.** Another organiser must confirm it. The key is then held for { $days } days.
    Reason: { $reason }
button-hold-confirm = Confirm the hold
button-hold-end = End the hold

## A notice that cannot be posted

notice-failed-no-channel = **The key of “{ $name }” is due to be destroyed on { $day }, and there is no channel to tell you in.** It will be destroyed by { $last } anyway. Choose a channel with `/organise do:settings channel`.
notice-failed-refused = **The key of “{ $name }” is due to be destroyed on { $day }, and Discord refuses the post that says so.** It will be destroyed by { $last } anyway. Let the bot post there, or choose another channel with `/organise do:settings channel`.

## On record

audit-act-demand-hold-propose = Proposed to hold a demand’s key
audit-act-demand-hold = Confirmed the hold on a demand’s key
audit-act-demand-hold-end = The hold on a demand’s key ended by itself
audit-field-hold_until = Held until
audit-act-demand-release = Ended the hold on a demand’s key
audit-act-demand-anonymous = A demand’s signatures were made anonymous
audit-field-retention_months = Months until keys are destroyed

## Refusals

refusal-retention-missing = The demand cannot open yet: members must be told when its key is destroyed. Nothing was changed. Set it with /organise do:settings retention.
refusal-retention-months = { $months } months is not possible. Nothing was saved. Choose between 1 and { $most }.
refusal-privacy-months = “{ $months }” is not a number of months from 1 to { $most }: that was not changed. **The other fields are saved.** Open the form again and write the number.
refusal-key-of-open-demand = This demand is open: its key is needed until it is closed. Nothing was changed. Close it with /organise do:demand close first.
refusal-key-held = The key of this demand is held for a legal dispute. Nothing was changed. Its organisers can end that with /organise do:demand hold.
refusal-hold-reason = A hold needs a reason of at most { $most } characters. Nothing was changed.
refusal-hold-own = You proposed this hold yourself. Another organiser must confirm it. Nothing was changed.
refusal-hold-proposer-gone = The data of the organiser who proposed this hold was erased, so the bot cannot tell whether you are someone else. Nothing was changed. Propose it again.
refusal-hold-changed = This proposal was replaced, confirmed or dropped. Nothing was changed. Look again with /organise do:demand hold.
refusal-not-held = The key of this demand is not held, and nothing is proposed. Nothing was changed.
