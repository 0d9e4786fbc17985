### Zakłady lub działy, które można podać przy podpisie.

unit-size = { $size ->
    [one] { $size } osoba
    [few] { $size } osoby
   *[many] { $size } osób
}

## W formularzu podpisu

sign-form-unit = Gdzie pracujesz
    .hint = Jeśli chcesz. Publikowane tylko w sumach, które na nikogo nie wskazują.
sign-form-unit-none = Wolę nie mówić
sign-form-unit-many = Nie podajesz zakładu. Aby go podać, zamknij ten formularz i użyj `/postulaty podpisz` z opcją *zakład*.
sign-form-unit-named = Podajesz: **{ $name }**. Publikowane tylko w sumach, które na nikogo nie wskazują.

## Na karcie postulatu

demand-breakdown = Według zakładów, jak opublikowano { $day }:
demand-breakdown-line = { $name }: { $count } z { $size }
demand-breakdown-rest = niepokazane lub niepodane: { $count }
demand-breakdown-rule = Podział podaje się tylko przy niektórych publikacjach. To, że go brak albo że brak w nim zakładu, nic nie znaczy.

## Co się nie udało

refusal-no-such-unit = Nie ma tu takiego zakładu albo go usunięto. Niczego nie zmieniono. Otwórz ponownie formularz lub listę.
