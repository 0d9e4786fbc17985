## Rounds of untraceable signatures

refusal-round-no-roster = A round needs the union’s roster, and there is none. Nothing was changed. Ask the person who runs the bot to import it with `tocsin roster import`.
refusal-round-begun-today = A round was begun today already, or is dated later than today. Nothing was changed. Wait until tomorrow.
refusal-round-none = This demand is signed on the signing page, and no round was begun yet: nobody has tokens to sign with. Nothing was changed. Begin a round, and open the demand a week later.
refusal-round-too-young = The round is too young: members must have a week to get their tokens, so that nobody gets them for this demand alone. Nothing was changed. Open the demand on { $day } or later.
refusal-round-too-few = Fewer than { $least } places have their tokens: among so few, a signature would say too much. Nothing was changed. Ask members to visit the signing page, and try again.
refusal-round-restored = The database was restored from a backup, and no backup says who got tokens: nothing more is issued in this round. Nothing was changed. Begin a new round, and open the demand a week later.
refusal-round-no-key = Every issuing key of this round is taken by a demand. Nothing was changed. Begin a new round, and open the demand a week later.

## On record

audit-act-round-begin = Began a round of untraceable signatures
audit-subject-rounds = the rounds of untraceable signatures
audit-field-keys = Issuing keys
audit-act-roster-issued = Showed whose places had tokens issued, for an audit
audit-field-round = Round

## Cards

refusal-round-not-kept = It is not known any more to whom tokens of this round were issued, or there was no such round. The record goes when the last list of signatures of the round closes.
refusal-round-signing = Members can still get tokens of this round, or sign with them: a list would show who comes, and when. Nothing was shown. It can be printed once the signing is over and the next round has begun, until the last list of signatures of this round closes.
audit-act-card-codes = Made card codes for places without a card
audit-act-card-code = Made a new card code for one member
objection-title = A member objects to a new card code
objection-what = A new code was made for a member who has a card, and whoever has the card objects: the new code no longer works. This notice does not say who it is.
objection-next = Those who made the code know for whom. Ask that member in person who wanted it and who has the card, before another one is made with `tocsin roster`.
