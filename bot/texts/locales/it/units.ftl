### Sedi o reparti che chi firma può indicare.

unit-size = { $size ->
    [one] { $size } persona
   *[other] { $size } persone
}

## Nel modulo per firmare

sign-form-unit = Dove lavori
    .hint = Se vuoi. Pubblicato solo in totali che non indicano nessuno.
sign-form-unit-none = Preferisco non dirlo
sign-form-unit-many = Non indichi nessuna sede. Per indicarne una, chiudi questo modulo e usa `/rivendicazioni firma` con l’opzione *sede*.
sign-form-unit-named = Indichi: **{ $name }**. Pubblicato solo in totali che non indicano nessuno.

## Nella scheda di una rivendicazione

demand-breakdown = Per sede, come pubblicato il { $day }:
demand-breakdown-line = { $name }: { $count } su { $size }
demand-breakdown-rest = non mostrate o non indicate: { $count }
demand-breakdown-rule = Solo alcuni conteggi hanno un dettaglio per sede. Se manca il dettaglio, o se vi manca una sede, non significa nulla.

## Che cosa non è riuscito

refusal-no-such-unit = Questa sede qui non c’è, o è stata tolta. Non è cambiato nulla. Apri di nuovo il modulo o l’elenco.
