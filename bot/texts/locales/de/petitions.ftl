### Was Unterschreiben bedeutet, und warum etwas mit einer Forderung nicht geht.

## Die Einwilligung: mit der Forderung eingefroren, sobald sie öffnet. Reiner Text ohne Auszeichnung (Formulare
## setzen fett, was vor einem Doppelpunkt steht).

consent-text =
    Ich unterstütze diese Forderung und willige ausdrücklich ein, dass die Gewerkschaft unten das festhält: Es kann politische Meinungen oder Gewerkschaftszugehörigkeit zeigen.
    Zweck: zeigen, wie viele es sind, nie wer.
    Mein Name: wird nie gezeigt. Nur Summen erscheinen. Discord (USA) sieht jeden Klick.
    Gespeichert: Forderung, Fassung, Tag, Standort (falls genannt), statt des Namens ein Code, den nur ein getrennter geheimer Schlüssel mir zuordnet. Nach Rückzug: nur ein Code.
    Dauer: { $months ->
        [0] Die Gewerkschaft hat noch nicht gesagt, wann der Schlüssel vernichtet wird.
        [one] Unterschreiben höchstens { $signing } Monate; Schlüssel einen Monat danach vernichtet, bis zu 14 Tage später, wenn der Bot läuft. Dann niemand identifizierbar. Länger nur, wenn zwei aus dem Team es beschließen.
       *[other] Unterschreiben höchstens { $signing } Monate; Schlüssel { $months } Monate danach vernichtet, bis zu 14 Tage später, wenn der Bot läuft. Dann niemand identifizierbar. Länger nur, wenn zwei aus dem Team es beschließen.
    }
    Verantwortlich: { $controller }
    Fragen: { $contact }
    Empfänger: { $recipients }
    Rechtsgrundlage: DSGVO, Art. 6(1)a, 9(2)a.{ $legal_basis ->
        [none] {""}
       *[other] {" "}{ $legal_basis }
    }
    Freiwillig. Bis dahin kann ich zurückziehen, Kopie erhalten, löschen: Knopf, /datenschutz, Kontakt. Beschwerde: Datenschutzaufsicht.

## Was Mitgliedern verweigert wird

refusal-no-such-demand = Diese Forderung gibt es hier nicht. Es wurde nichts geändert. Wähl eine aus der Liste.
refusal-demand-not-open = Diese Forderung ist noch nicht zum Unterschreiben offen. Es wurde nichts unterschrieben. Das Kampagnenteam kündigt sie an.
refusal-demand-closed = Diese Forderung ist geschlossen und nimmt keine Unterschriften mehr an. Es wurde nichts geändert. Eine Unterschrift kannst du zurückziehen, bis ihr Schlüssel vernichtet ist.
refusal-demand-changed = Die Forderung, oder was mit deinen Daten geschieht, hat sich inzwischen geändert, deshalb wurde nichts unterschrieben. Drück noch einmal auf „Unterschreiben“ und lies sie, wie sie jetzt ist.
refusal-role-needed = Diese Forderung kann nur unterschreiben, wer { $roles } hat. Es wurde nichts geändert. Wenn du Mitglied bist, bitte das Kampagnenteam um die Rolle und drück dann noch einmal auf „Unterschreiben“.
refusal-member-role-gone = Die Rolle, die diese Forderung verlangt, wurde auf diesem Server gelöscht. Es wurde nichts geändert. Sag es dem Kampagnenteam: Es kann mit `/organise do:demand widen` eine andere Rolle zulassen.
