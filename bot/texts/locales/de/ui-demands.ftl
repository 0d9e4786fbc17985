### Forderungen: ihre Karten, unterschreiben und zurückziehen.

## Listen und Karten

demands-title = Forderungen
demands-none = Hier kann noch keine Forderung unterschrieben werden. Das Kampagnenteam kündigt die erste an.
demands-read = Lesen und unterschreiben

demand-state-draft = Entwurf
demand-state-open = Offen zum Unterschreiben
demand-state-closed = Geschlossen

demand-count = { $count ->
    [one] **{ $count } Unterschrift**, veröffentlicht am { $day }. { $verified }
   *[other] **{ $count } Unterschriften**, veröffentlicht am { $day }. { $verified }
}
demand-uncounted = Noch kein Stand veröffentlicht.
demand-verified-server = Unterschrieben haben Mitglieder dieses Servers (Identität nicht geprüft).
demand-verified-role = Unterschrieben haben Mitglieder, denen das Kampagnenteam eine Rolle gab (der Bot hat keine Identität geprüft).

demand-may-sign = Wer unterschreiben kann: { $who }. Das wird immer nur erweitert, und zwar öffentlich.
may-sign-roles = { $count ->
    [0] alle auf diesem Server
    [one] alle mit der Rolle { $roles }
   *[other] alle mit einer der Rollen { $roles }
}
may-sign-roster = mit einem Konto, das mit der Mitgliederliste der Gewerkschaft verknüpft ist
may-sign-account = { $days ->
    [one] mit einem mindestens { $days } Tag alten Discord-Konto
   *[other] mit einem mindestens { $days } Tage alten Discord-Konto
}
may-sign-time = { $days ->
    [one] seit mindestens { $days } Tag auf diesem Server
   *[other] seit mindestens { $days } Tagen auf diesem Server
}
demand-eligible = Solange Discord oder die Mitgliederliste der Gewerkschaft weniger als { $least } Berechtigte zeigt, werden neue Unterschriften nicht gezählt.{ $checked ->
    [yes] {""}
   *[no] {" "}**Beim Öffnen der Forderung nicht geprüft:** Discord hat nicht gesagt, wie viele die Rolle haben.
}

demand-open-since = Offen zum Unterschreiben seit { $day }.
demand-closed-on = Geschlossen am { $day }: kann nicht mehr unterschrieben werden.
demand-secret = Der Bot zeigt niemandem, wer unterschreibt: weder Team noch Geschäftsleitung.
demand-count-rule = Der Stand erscheint für mehrere Unterschriften zugleich, damit eine einzelne kaum auffällt.
demand-head =
    Heb diese Zeile auf: Mit ihr lässt sich später prüfen, ob ein Stand geändert wurde.
    `{ $head }`
demand-draft = Ein Entwurf: Nur das Kampagnenteam sieht ihn, unterschreiben kann ihn niemand.

button-sign = Unterschreiben
button-withdraw = Meine Unterschrift zurückziehen
button-privacy = Was mit meinen Daten geschieht
button-secret = Ist meine Unterschrift geheim?

## Das Formular

sign-form-title = Diese Forderung unterschreiben
sign-form-language =
    { $part ->
        [demand] *Die Forderung ist auf { $language }.*
        [consent] *Die Einwilligung ist auf { $language }.*
       *[both] *Forderung und Einwilligung: auf { $language }.*
    }
sign-form-rest = *Ganzer Text: auf der Karte, `/forderungen zeigen`.*
sign-form-consent = Deine Einwilligung
sign-form-rest-of-consent = *Dieser Text geht in `/datenschutz info` weiter.*
sign-form-agree = Ich unterstütze sie und willige ein.

## Antworten: immer dieselben, gleich was vorher da war

demand-signed = **Danke. Deine Unterschrift ist gespeichert.** Der Bot zeigt sie niemandem: weder dem Kampagnenteam noch der Geschäftsleitung. Zurückziehen: mit dem Knopf unten oder `/forderungen zurückziehen`.
demand-signed-next = **Wie es weitergeht:** Deine Unterschrift geht mit anderen zusammen in einen späteren Stand ein, meist nicht vor dem { $day }. Auf der Karte der Forderung steht jeder Stand und später, wem sie übergeben und was geantwortet wurde.
demand-pass-on = Zum Weitergeben, ohne deinen Namen:
demand-pass-on-text = Unsere Forderung: „{ $title }“. Lesen und unterschreiben: auf unserem Discord-Server /forderungen eingeben. Der Bot zeigt niemandem, wer unterschreibt.
demand-pass-on-link = Unsere Forderung: „{ $title }“. Lesen und unterschreiben auf unserem Discord-Server: { $link } Der Bot zeigt niemandem, wer unterschreibt.
demand-pass-on-board = Alle können sie hier lesen: { $link }
demand-withdrawn = **Du hast keine Unterschrift unter dieser Forderung.** War eine gezählt, fällt sie mit einem späteren Stand weg. Der Bot sagt es niemandem.
demand-sign-again = Du kannst wieder unterschreiben, solange die Forderung offen ist.

## Was nicht ging

refusal-no-consent = Du hast das Kästchen zur Einwilligung nicht angekreuzt, deshalb wurde nichts unterschrieben. Drück noch einmal auf „Unterschreiben“ und kreuze es an, wenn du einverstanden bist.
