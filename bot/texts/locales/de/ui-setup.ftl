### Einrichtung: was in einem Kanal alle lesen.

setup-welcome-title = Tocsin ist da
setup-welcome = Er beobachtet öffentliche Verträge und sammelt Unterschriften, ohne jemandem zu zeigen, wer unterschrieben hat. Das Einrichten dauert etwa zehn Minuten, auch am Handy. Du kannst jederzeit aufhören und später weitermachen. Einrichten kann, wer diesen Server verwalten darf.
setup-welcome-there = Du hast ihn zu **{ $server }** hinzugefügt. Öffne diesen Server und gib `/setup` ein.
button-setup = Einrichten
button-setup-server = Server öffnen

setup-test-post = **Das ist ein Test.** Der Bot kann hier schreiben. Sonst ist nichts passiert.
setup-pin-title = So funktioniert das
setup-pin-news = **Neuigkeiten.** Dieser Bot beobachtet öffentliche Verträge. Was neu ist oder sich ändert, steht hier, mit Quelle.
setup-pin-sign = **Unterschreiben.** Drück unter einer Forderung auf *Unterschreiben*. Der Bot zeigt niemandem, wer unterschreibt: weder dem Kampagnenteam noch der Geschäftsleitung. Veröffentlicht werden nur Summen.
setup-pin-withdraw = **Zurückziehen.** Mit dem Knopf unter der Forderung oder `/forderungen zurückziehen`. Der Bot sagt es niemandem.
setup-pin-page = **Auf der Seite der Gewerkschaft.** Eine Forderung, bei der das steht, wird dort unterschrieben, ohne Discord, mit der Karte, die dein Browser mit dem Code deiner Gewerkschaft macht. Dort ziehst du auch zurück, bis 30 Tage nach dem Ende der Unterschriften.
setup-pin-data = **Deine Daten.** Verantwortlich: { $controller }. Fragen: { $contact }.
setup-pin-ask = **Fragen zu einer Forderung?** Frag { $role }.
