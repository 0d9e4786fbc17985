### /hilfe, und die Karte „Ist meine Unterschrift geheim?“

help-title = Was dieser Bot tut
help-intro =
    Neues von öffentlichen Verträgen: neue Verträge, mehr Geld, Verlängerungen, Berichtigungen.
    Fakten, mit ihren Quellen.
    Unterschriften für die Forderungen der Gewerkschaft. Der Bot zeigt niemandem, wer unterschreibt.
help-members = Für alle
help-organisers = Für das Kampagnenteam
help-managers = Für alle, die den Server verwalten
help-news = Nur manche Neuigkeiten? Wenn das Kampagnenteam dafür in Discord Rollen oder Kanäle eingerichtet hat, wähl sie dort. Der Bot vergibt keine Rollen.

## Ist meine Unterschrift geheim? Jeder Satz steht in docs/threat-model.md, mit dem Test, der den Angriff spielt.

secret-shown = **Der Bot zeigt niemandem, dass du unterschrieben hast:** weder dem Kampagnenteam noch der Geschäftsleitung.
secret-counts = **Der Stand ändert sich für mehrere auf einmal**, nie, weil du gerade gedrückt hast.
secret-key = **Dein Name wird nicht gespeichert:** Ein Code steht für ihn, und nur wer sowohl die Daten hat als auch einen geheimen Schlüssel, der bis zu seiner Vernichtung getrennt verwahrt wird, kann ihn dir zuordnen.
secret-screen = **Ob du vorher schon unterschrieben hattest, zeigt ein Druck auf den Knopf nicht:** Die Antwort des Bots ist dieselbe.
secret-discord = **Discord sieht, was du drückst**, und ein Gericht kann es zur Auskunft zwingen: Wenn dir das zu viel ist, frag deine Gewerkschaft nach einer Unterschrift auf Papier.
secret-page-kept = **Bei einer Forderung auf der Seite der Gewerkschaft ist es anders:** Dort unterschreibst du und ziehst zurück, und der Bot sieht keinen Klick. Ohne deine Karte oder Markendatei geht aus dem Aufbewahrten nicht hervor, welche Unterschrift deine ist. Festgehalten wird, wer Marken bekam: Haben fast alle davon unterschrieben, weiß man fast, wer unterschrieben hat.
secret-more = Die lange Antwort: *{ button-privacy }*, unten, und *docs/privacy.md* bei den Dateien dieses Programms.

# Hinter dem Knopf unter Beiträgen und unter /hilfe.
word-line = - **{ $word }**: { $meaning }
words-explained =
    - **Auftrag**: Die Behörde kauft.
    - **Zugesagt**: versprochen, bezahlt oder noch nicht.
    - **Rahmenvertrag**: Bedingungen für spätere Aufträge.
    - **Obergrenze**: der Höchstbetrag für alle Aufträge zusammen, kein ausgegebenes Geld.
    - **Änderung**: ein Nachtrag zu einem Auftrag.
    - **Option**: eine im Voraus vereinbarte Verlängerung.
