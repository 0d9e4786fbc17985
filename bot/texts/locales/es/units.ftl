### Centros o departamentos que se pueden indicar al firmar.

unit-size = { $size ->
    [one] { $size } persona
   *[other] { $size } personas
}

## En el formulario para firmar

sign-form-unit = Dónde trabajas
    .hint = Si quieres. Solo se publica en totales que no señalan a nadie.
sign-form-unit-none = Prefiero no decirlo
sign-form-unit-many = No indicas ningún centro. Para indicarlo, cierra este formulario y usa `/reivindicaciones firmar` con la opción *centro*.
sign-form-unit-named = Indicas: **{ $name }**. Solo se publica en totales que no señalan a nadie.

## En la tarjeta de una reivindicación

demand-breakdown = Por centro, según lo publicado el { $day }:
demand-breakdown-line = { $name }: { $count } de { $size }
demand-breakdown-rest = no mostradas o sin indicar: { $count }
demand-breakdown-rule = Solo algunos recuentos llevan desglose. Que falte el desglose, o un centro en él, no significa nada.

## Lo que no se pudo hacer

refusal-no-such-unit = Ese centro no existe aquí o se ha quitado. No ha cambiado nada. Abre otra vez el formulario o la lista.
