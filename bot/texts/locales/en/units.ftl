### Units: the sites or departments that a signer may name.

units-title = Sites and departments
units-none = There is none yet: nobody is asked where they work. Add one with /organise unit add.
units-rule = A breakdown shows a site only where two organisers agreed on its size, at least ten and at most nine in ten of its people signed, and nobody could compute a smaller number from it. Otherwise it shows none.
unit-size = { $size ->
    [one] { $size } person
   *[other] { $size } people
}
unit-proposed = Proposed. Signers see it once **another organiser** confirms it with `/organise unit confirm`.
unit-confirming = Press the button only if you know this place, and about as many people belong to it. A size that is made up can give signers away. It is on record that a second organiser answers for it.
button-confirm-unit = That is right: confirm
unit-confirmed = Confirmed: **{ $name }**, with { unit-size }. Signers may name it, and nobody has to.
unit-state-proposed = waits for another organiser: `/organise unit confirm`
unit-state-unconfirmed = in no breakdown yet: propose its size with `/organise unit edit`, then another organiser confirms it
unit-proposal = Proposed:
unit-removed = **{ $name }** was removed. Signatures that name it stay, and count as naming none from the next publication on.
unit-least-size = Breakdowns go by the smallest size it ever had, { $size }: a larger one must not bring to light what the smaller one hid. If that was a mistake, remove it and add it again.

## In the form to sign

sign-form-unit = Where you work
    .hint = If you want to say it. Only totals are published, and only where they point at nobody.
sign-form-unit-none = I’d rather not say
sign-form-unit-many = You name no site or department. If you want to, close this form and use `/demands sign`, with the option *unit*.
sign-form-unit-named = You name: **{ $name }**. Only totals are published, and only where they point at nobody.

## In a demand's card

demand-breakdown = By site or department, as published on { $day }:
demand-breakdown-line = { $name }: { $count } of { $size }
demand-breakdown-rest = not shown or not named: { $count }
demand-breakdown-rule = A breakdown is published with some counts only. That there is none, or that a site is missing, says nothing about it.

## Refusals

refusal-no-such-unit = There is no such site or department here, or it has been removed. Nothing was changed. Open the form or the list again.
refusal-unit-without-name = A site or department needs a name, in at least one language. Nothing was saved.
refusal-unit-name-long = The name has { $length } characters, and { $limit } is the most. Shorten it and try again.
refusal-unit-name-taken = There is a site or department named “{ $name }” already. Nothing was saved. Choose another name, or correct that one with /organise unit edit.
refusal-unit-unchanged = This is what it is already. Nothing was changed. Give another name or another size.
refusal-unit-confirmed = Its name and size are confirmed already. Nothing was changed.
refusal-unit-not-proposed = Nothing is proposed for it. Propose its size with `/organise unit edit`, then another organiser confirms it. Nothing was changed.
refusal-unit-proposal-changed = Something else has been proposed since you looked. Nothing was changed. Call `/organise unit confirm` again.
refusal-unit-own = You proposed this yourself: another organiser has to confirm it. Nothing was changed.
refusal-unit-proposer-gone = The organiser who proposed this had their data erased, so it cannot be told any more that you are another. Propose it again with `/organise unit edit`. Nothing was changed.
refusal-unit-size = The size must be a whole number from 1 to { $most }. Nothing was saved.
refusal-unit-too-many = There are { $most } sites and departments already, which is the most. Remove one first.

## The audit

audit-act-unit-add = Proposed a site or department
audit-act-unit-edit = Proposed a change of a site or department
audit-act-unit-confirm = Confirmed a site or department
audit-act-unit-remove = Removed a site or department
audit-field-names = Names
audit-field-size = Size
