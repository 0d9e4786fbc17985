### Units: the sites or departments that a signer may name.

units-title = Sites and departments
units-none = There is none yet: nobody is asked where they work. Add one with /organise unit add.
units-rule = A breakdown shows a site only where two organisers agreed on its size, at least ten and at most nine in ten of its people signed, and nobody could compute a smaller number from it. Otherwise it shows none.
unit-proposed = Proposed. Signers see it once **another organiser** confirms it with `/organise unit confirm`.
unit-confirming = Press the button only if you know this place and about as many people belong to it: a made-up size can give signers away. It is on record that a second organiser answers for it.
button-confirm-unit = That is right: confirm
unit-confirmed = Confirmed: **{ $name }**, with { unit-size }. Signers may name it, and nobody has to.
unit-state-proposed = waits for another organiser: `/organise unit confirm`
unit-state-unconfirmed = in no breakdown yet: propose its size with `/organise unit edit`, then another organiser confirms it
unit-proposal = Proposed:
unit-removed = **{ $name }** was removed. Signatures that name it stay, and count as naming none from the next publication on.
unit-least-size = Breakdowns go by the smallest size it ever had, { $size }: a larger one must not bring to light what the smaller one hid. If that was a mistake, remove it and add it again.

## Refusals
refusal-unit-without-name = A site needs a name, in at least one language. Nothing was changed.
refusal-unit-name-long = The name is too long ({ $length } characters; maximum { $limit }). Nothing was changed. Shorten it and try again.
refusal-unit-name-taken = A site named “{ $name }” exists already. Nothing was changed. Choose another name, or correct that one with `/organise unit edit`.
refusal-unit-unchanged = It has this name and size already. Nothing was changed.
refusal-unit-confirmed = Its name and size are confirmed already. Nothing was changed.
refusal-unit-not-proposed = Nothing is proposed for it. Propose its size with `/organise unit edit`, then another organiser confirms it. Nothing was changed.
refusal-unit-proposal-changed = Something else was proposed meanwhile. Nothing was changed. Use `/organise unit confirm` again.
refusal-unit-own = This is your own proposal: another organiser has to confirm it. Nothing was changed.
refusal-unit-proposer-gone = The organiser who proposed this had their data erased, so it is not known whether you are another. Nothing was changed. Propose it again with `/organise unit edit`.
refusal-unit-size = The size is a whole number from 1 to { $most }. Nothing was changed.
refusal-unit-too-many = There are { $most } sites already (the maximum). Nothing was changed. Remove one first.

## The audit

audit-act-unit-add = Proposed a site or department
audit-act-unit-edit = Proposed a change of a site or department
audit-act-unit-confirm = Confirmed a site or department
audit-act-unit-remove = Removed a site or department
audit-field-names = Names
audit-field-size = Size
