### How long a demand's key is kept, and what its end means.

privacy-key = { $months ->
    [one] **How long:** the key of a demand is destroyed a month after signing ends, two weeks later at most if organisers could not be told; in a legal dispute up to a year later each time. A demand that opened earlier keeps the time its signers were told.
   *[other] **How long:** the key of a demand is destroyed { $months } months after signing ends, two weeks later at most if organisers could not be told; in a legal dispute up to a year later each time. A demand that opened earlier keeps the time its signers were told.
}

## A hold
demand-held = For a legal dispute, the key of this demand is kept until { $day } at the longest.
privacy-held = **Kept longer for a dispute:** { $title }, until { $day } at the longest: { $reason }

## A notice that cannot be posted

demand-anonymous = The signatures of this demand were made anonymous on { $day }; the count stays.

## Refusals
refusal-demand-anonymous = The signatures of this demand were made anonymous on { $day }; the count stays. Nothing can be tied to anyone any more, so nothing can be signed or withdrawn either.
