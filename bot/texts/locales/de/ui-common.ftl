### Was jede Karte und jede Antwort brauchen kann.

## Listen

pager-previous = Zurück
pager-next = Weiter
# Steht unter jeder Liste mit mehr als einer Seite.
pager-where = { $first }–{ $last } von { $total }

## Wörter für das, was eine Quelle offen lässt

labelled = **{ $label }:** { $value }
not-stated = nicht angegeben
unnamed = in den Unterlagen nicht genannt

## Woher der Inhalt einer Karte kommt; der Name jeder Quelle

source-name-usaspending = USAspending
source-read = Quelle: { $source }, abgerufen am { $date }
button-public-page =
    { $kind ->
        [page] Seite öffnen
        [article] Artikel öffnen
       *[other] Öffentlicher Eintrag
    }
button-details = Einzelheiten
button-demands = Forderungen
button-words = Was bedeuten diese Wörter?
button-board = Auf der Infotafel lesen

## Fehler

failure-only-in-a-server = Das geht nur auf einem Server. Öffne den Server, auf dem du mit diesem Bot bist, und benutz den Befehl dort.
failure-not-allowed = Das darfst du hier nicht. Es wurde nichts geändert. Frag das Kampagnenteam, wenn du meinst, dass du es dürfen solltest.
failure-outdated = Dieser Knopf oder Befehl gehört zu einer älteren Version des Bots. Es wurde nichts geändert. Gib den Befehl noch einmal ein; wenn deine Befehlsliste veraltet aussieht, starte Discord neu.
failure-ours = Bei uns ist etwas schiefgegangen. Versuch es in einer Minute noch einmal. Wenn es wieder passiert, gib dem Kampagnenteam diese Kennung: **{ $reference }**
failure-not-stored = **Es wurde nichts gespeichert.** Der Bot kann gerade nichts speichern, also zählt nicht, was du eben getan hast: Es wurde keine Unterschrift gegeben oder zurückgezogen und nichts geändert. Versuch es in ein paar Minuten noch einmal; wenn es anhält, sag es dem Kampagnenteam.
failure-database-away = **Es ist nicht sicher, ob das gespeichert wurde.** Auf die Datenbank des Bots ist gerade kein Verlass. Versuch es in einer Minute noch einmal und sieh nach, ob es da ist, bevor du es zweimal tust. Eine Unterschrift zählt nie doppelt.

## Was viele Befehle verweigern

refusal-no-organiser-role = Das ist für das Kampagnenteam, und dieser Server hat dessen Rolle noch nicht festgelegt. Es wurde nichts geändert. Bitte jemanden, der den Server verwaltet, sie mit `/setup` zu wählen.
refusal-organiser-role-gone = Die Rolle des Kampagnenteams wurde auf diesem Server gelöscht. Es wurde nichts geändert. Bitte jemanden, der den Server verwaltet, mit `/setup` eine andere zu wählen.
refusal-manager-not-organiser = Du verwaltest diesen Server, hast aber nicht die Rolle { $role } des Kampagnenteams, die dafür nötig ist. Es wurde nichts geändert. So nimmst du sie: *Servereinstellungen*, *Mitglieder*, dein Name, dann die Rolle hinzufügen.
refusal-not-organiser = Das ist nur für das Kampagnenteam: Nötig ist die Rolle { $role }. Es wurde nichts geändert. Bitte jemanden aus dem Team, es zu tun, oder jemanden, der den Server verwaltet, dir die Rolle zu geben.
refusal-choose-from-list = „{ $typed }“ passt nicht zu genau einem Eintrag. Es wurde nichts geändert. Tipp ein paar Buchstaben und wähl dann aus der Liste, die erscheint.
