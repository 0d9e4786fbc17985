### Units: the sites or departments that a signer may name.

unit-size = { $size ->
    [one] { $size } person
   *[other] { $size } people
}

## In the form to sign

sign-form-unit = Where you work
    .hint = If you like. Published only in totals that point at nobody.
sign-form-unit-none = I’d rather not say
sign-form-unit-many = You name no site. To name one, close this form and use `/demands sign` with the option *site*.
sign-form-unit-named = You name: **{ $name }**. Published only in totals that point at nobody.

## In a demand's card

demand-breakdown = By site, as published on { $day }:
demand-breakdown-line = { $name }: { $count } of { $size }
demand-breakdown-rest = not shown or not named: { $count }
demand-breakdown-rule = Only some counts come with a breakdown. If one is missing, or a site in it, that means nothing.

## Refusals

refusal-no-such-unit = There is no such site here, or it has been removed. Nothing was changed. Open the form or the list again.
