### Wie lange der Schlüssel einer Forderung bleibt, und was sein Ende bedeutet.

privacy-key = { $months ->
    [one] **Wie lange:** Der Schlüssel einer Forderung wird einen Monat nach Ende des Unterschreibens vernichtet, höchstens zwei Wochen später, wenn das Team nicht zu erreichen war; bei einem Rechtsstreit jeweils bis zu ein Jahr später. Für früher geöffnete Forderungen gilt die damals genannte Frist.
   *[other] **Wie lange:** Der Schlüssel einer Forderung wird { $months } Monate nach Ende des Unterschreibens vernichtet, höchstens zwei Wochen später, wenn das Team nicht zu erreichen war; bei einem Rechtsstreit jeweils bis zu ein Jahr später. Für früher geöffnete Forderungen gilt die damals genannte Frist.
}
demand-held = Wegen eines Rechtsstreits bleibt der Schlüssel dieser Forderung, längstens bis { $day }.
privacy-held = **Länger gespeichert wegen eines Rechtsstreits:** { $title }, längstens bis { $day }: { $reason }
demand-anonymous = Die Unterschriften dieser Forderung wurden am { $day } anonymisiert; der Stand bleibt.
refusal-demand-anonymous = Die Unterschriften dieser Forderung wurden am { $day } anonymisiert; der Stand bleibt. Es lässt sich nichts mehr jemandem zuordnen, also kann auch nichts mehr unterschrieben oder zurückgezogen werden.
