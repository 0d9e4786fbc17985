### Units: the sites or departments that a signer may name.

units-title = Sites
units-none = There are none yet: nobody is asked where they work. Add one with `/organise do:site add`.
units-rule = A breakdown shows a site only where two organisers agreed on its size, ten people or more signed there but no more than nine in ten, and nobody could work out a smaller number from it.
unit-proposed = Proposed. Signers see it once **another organiser** confirms it with `/organise do:site confirm`.
unit-confirming = Press the button only if you know this site and about as many people work there: a made-up size can give signers away. It is recorded that a second organiser answers for it.
button-confirm-unit = That is right: confirm
unit-confirmed = Confirmed: **{ $name }**, with { unit-size }. Signers may name it; nobody has to.
unit-state-proposed = waits for another organiser: `/organise do:site confirm`
unit-proposal = Proposed:
unit-not-proposed = Nothing is proposed any more: **{ $name }** stays as it is, with { unit-size }.
unit-removed = **{ $name }** was removed. Signatures that name it stay, and count as naming no site from the next publication on.
unit-least-size = Breakdowns use the smallest size it ever had, { $size }: a larger one must not reveal what the smaller one hid. If that was a mistake, remove it and add it again.

## Refusals
refusal-unit-without-name = A site needs a name, in at least one language. Nothing was changed.
refusal-unit-name-long = The name is too long ({ $length } characters; maximum { $limit }). Nothing was changed. Shorten it and try again.
refusal-unit-name-taken = A site named “{ $name }” exists already. Nothing was changed. Choose another name, or correct that one with `/organise do:site edit`.
refusal-unit-unchanged = It already has this name and size. Nothing was changed.
refusal-unit-confirmed = Its name and size are already confirmed. Nothing was changed.
refusal-unit-not-proposed = Nothing is proposed for it. Nothing was changed. Propose its size with `/organise do:site edit`; another organiser then confirms it.
refusal-unit-proposal-changed = Something else was proposed meanwhile. Nothing was changed. Use `/organise do:site confirm` again.
refusal-unit-own = You proposed this, or a part of it. Nothing was changed. An organiser who took no part in it has to confirm it.
refusal-unit-proposer-gone = The data of an organiser who took part in this proposal was erased, so the bot cannot tell whether you are someone else. Nothing was changed. Propose it again with `/organise do:site edit`. If the site was never confirmed, remove it and add it again.
refusal-unit-size = The size is a whole number from 1 to { $most }. Nothing was changed.
refusal-unit-too-many = There are { $most } sites already (the maximum). Nothing was changed. Remove one first.

## The audit

audit-act-unit-add = Proposed a site
audit-act-unit-edit = Proposed a change of a site
audit-act-unit-confirm = Confirmed a site
audit-act-unit-remove = Removed a site
audit-field-names = Names
audit-field-size = Size
