### How long a demand's key is kept, and what its end means.

privacy-key = { $months ->
    [one] **A month after signing ends, the secret key of a demand is destroyed.** After that nothing can be tied to anyone; only the count stays. A demand that opened earlier keeps the time its signers were told. If organisers cannot be told before, up to two weeks later. In a legal dispute the key may be kept longer, a year at a time.
   *[other] **{ $months } months after signing ends, the secret key of a demand is destroyed.** After that nothing can be tied to anyone; only the count stays. A demand that opened earlier keeps the time its signers were told. If organisers cannot be told before, up to two weeks later. In a legal dispute the key may be kept longer, a year at a time.
}

## A hold
demand-held = For a legal dispute, the key of this demand is kept until { $day } at the longest.
privacy-held = **Kept longer for a dispute:** { $title }, until { $day } at the longest: { $reason }

## A notice that cannot be posted

demand-anonymous = The signatures of this demand were made anonymous on { $day }; the count stays.

## Refusals
refusal-demand-anonymous = The signatures of this demand were made anonymous on { $day }; the count stays. Nothing can be tied to anyone any more, so nothing can be signed or withdrawn either.
