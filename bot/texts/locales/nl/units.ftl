### Vestigingen of afdelingen die je bij het tekenen kunt noemen.

unit-size = { $size ->
    [one] { $size } persoon
   *[other] { $size } mensen
}

## In het formulier om te tekenen

sign-form-unit = Waar je werkt
    .hint = Als je wilt. Alleen gepubliceerd in totalen die naar niemand wijzen.
sign-form-unit-none = Zeg ik liever niet
sign-form-unit-many = Je noemt geen vestiging. Om er een te noemen, sluit je dit formulier en gebruik je `/eisen tekenen` met de optie *vestiging*.
sign-form-unit-named = Je noemt: **{ $name }**. Alleen gepubliceerd in totalen die naar niemand wijzen.

## Op de kaart van een eis

demand-breakdown = Per vestiging, zoals gepubliceerd op { $day }:
demand-breakdown-line = { $name }: { $count } van { $size }
demand-breakdown-rest = niet getoond of niet genoemd: { $count }
demand-breakdown-rule = Alleen sommige tellingen zijn uitgesplitst. Dat een uitsplitsing of een vestiging daarin ontbreekt, heeft niets te betekenen.

## Wat niet kon

refusal-no-such-unit = Deze vestiging bestaat hier niet of is verwijderd. Er is niets gewijzigd. Open het formulier of de lijst opnieuw.
