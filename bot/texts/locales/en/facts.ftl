### Facts: what a campaign says, on whose word, and when that was checked.

## What is known of a statement. «meaning» explains the word where there is room.

fact-state-confirmed = Confirmed
    .meaning = A public record shows it, or those concerned confirmed it.
fact-state-stated = Stated
    .meaning = Someone says it; the text names who. Not checked against a record.
fact-state-disputed = Disputed
    .meaning = It was published, but a record or the other side says otherwise. Read the text before you quote it.
fact-state-unconfirmed = Unconfirmed
    .meaning = It was published, but no record was found for it. Do not quote it as certain.

## Refusals

refusal-no-such-fact = There is no such fact here, or it has been removed. Nothing was changed. Choose one from the list.
