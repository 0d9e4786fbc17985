### Standorte oder Abteilungen, die beim Unterschreiben genannt werden können.

unit-size = { $size ->
    [one] { $size } Person
   *[other] { $size } Personen
}

## Im Formular zum Unterschreiben

sign-form-unit = Wo du arbeitest
    .hint = Wenn du magst. Veröffentlicht nur in Summen, die auf niemanden schließen lassen.
sign-form-unit-none = Möchte ich nicht sagen
sign-form-unit-many = Du nennst keinen Standort. Dafür: Formular schließen, dann `/forderungen unterschreiben` mit der Option *standort*.
sign-form-unit-named = Du nennst: **{ $name }**. Veröffentlicht nur in Summen, die auf niemanden schließen lassen.

## Auf der Karte einer Forderung

demand-breakdown = Nach Standort, veröffentlicht am { $day }:
demand-breakdown-line = { $name }: { $count } von { $size }
demand-breakdown-rest = nicht gezeigt oder nicht genannt: { $count }
demand-breakdown-rule = Nur manche Stände werden aufgeschlüsselt. Dass eine Aufschlüsselung oder ein Standort darin fehlt, hat nichts zu bedeuten.

## Was nicht ging

refusal-no-such-unit = Diesen Standort gibt es hier nicht, oder er wurde entfernt. Es wurde nichts geändert. Öffne das Formular oder die Liste noch einmal.
