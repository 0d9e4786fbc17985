### How long a demand's key is kept, and what its end means.

settings-retention = { $months ->
    [one] The key of a demand is destroyed a month after signing ends.
   *[other] The key of a demand is destroyed { $months } months after signing ends.
}
settings-retention-missing = **How long keys are kept is not set.** Set it with `/organise settings retention`; no demand can open before.
privacy-key = { $months ->
    [one] **A month after signing ends, the secret key of a demand is destroyed.** After that nothing can be tied to anyone; only the count stays. A demand that opened earlier keeps the time its signers were told. In a legal dispute the key may have to be kept longer.
   *[other] **{ $months } months after signing ends, the secret key of a demand is destroyed.** After that nothing can be tied to anyone; only the count stays. A demand that opened earlier keeps the time its signers were told. In a legal dispute the key may have to be kept longer.
}
retention-saved = { $months ->
    [one] A demand's key is destroyed a month after signing ends: this holds for demands that open from now on. Those that opened before keep what their signers were told.
   *[other] A demand's key is destroyed { $months } months after signing ends: this holds for demands that open from now on. Those that opened before keep what their signers were told.
}
retention-held = **The key of this demand is held.** It is not destroyed until you lift that with `/organise demand hold`, whatever the settings say. Lift it as soon as the dispute is over.
retention-released = The key of this demand is not held. It will be destroyed on { $day } at the earliest; you are told before.
retention-released-open = { $months ->
    [one] The key of this demand is not held. It will be destroyed a month after signing ends; you are told before.
   *[other] The key of this demand is not held. It will be destroyed { $months } months after signing ends; you are told before.
}
retention-released-unset = The key of this demand is not held.

## The post before the end

retention-soon-title = The signatures of a demand will be made anonymous: { $title }
retention-soon = { $months ->
    [one] Signing ended on { $closed }. As its signers were told, the key of this demand is destroyed a month later: **on { $day }, not before**.
   *[other] Signing ended on { $closed }. As its signers were told, the key of this demand is destroyed { $months } months later: **on { $day }, not before**.
}
retention-soon-means = After that nobody can tie anything to anyone, not even from a backup. The published counts stay. Nothing can be withdrawn or struck any more.
retention-soon-hold = You need do nothing. Only if a dispute or a court requires the signatures to be kept: `/organise demand hold`, before that day.

demand-anonymous = The signatures of this demand were made anonymous on { $day }; the count stays.

## On record

audit-act-demand-hold = Held a demand’s key
audit-act-demand-release = Lifted the hold of a demand’s key
audit-act-demand-anonymous = A demand’s signatures were made anonymous
audit-field-retention_months = Months until keys are destroyed

## Refusals

refusal-retention-missing = The demand cannot open yet: members must be told when its key is destroyed. Set it with /organise settings retention.
refusal-retention-months = { $months } is not possible: choose between 1 and { $most } months. Nothing was saved.
refusal-demand-anonymous = The signatures of this demand were made anonymous on { $day }; the count stays. Nothing can be tied to anyone any more, so nothing can be signed or withdrawn either.
refusal-key-of-open-demand = This demand is open: its key is needed until it is closed. Close it with /organise demand close first.
refusal-key-held = The key of this demand is held for a legal dispute. Its organisers lift that with /organise demand hold.
