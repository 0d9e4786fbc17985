### Facts: what a campaign says, on whose word, and when that was checked.

## What is known of a statement. «meaning» explains the word where there is room.

fact-state-confirmed = Confirmed
    .meaning = The public record shows it, or those concerned have confirmed it.
fact-state-stated = Stated
    .meaning = Someone says it; the text names who. We have not checked it against a record.
fact-state-disputed = Disputed
    .meaning = It was published, but the record or the other side says otherwise. Read the text before you quote it.
fact-state-unconfirmed = Unconfirmed
    .meaning = It was published, and we have found no record that bears it out. Do not quote it as certain.

## Refusals

refusal-no-such-fact = There is no such fact here, or it has been removed. Choose one from the list of facts.
