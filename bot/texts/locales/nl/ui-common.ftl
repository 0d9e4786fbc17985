### Wat elke kaart en elk antwoord nodig kan hebben.

## Lijsten

pager-previous = Vorige
pager-next = Volgende
# Staat onder elke lijst van meer dan één pagina.
pager-where = { $first }–{ $last } van { $total }

## Woorden voor wat een bron openlaat

labelled = **{ $label }:** { $value }
not-stated = niet vermeld
unnamed = niet genoemd in de gegevens

## Waar de inhoud van een kaart vandaan komt; de naam van elke bron

source-name-usaspending = USAspending
source-read = Bron: { $source }, gelezen op { $date }
button-public-page =
    { $kind ->
        [page] Pagina openen
        [article] Artikel openen
       *[other] Openbare gegevens
    }
button-details = Details
button-demands = Eisen
button-words = Wat betekenen deze woorden?
button-board = Lezen op het prikbord

## Storingen

failure-only-in-a-server = Dit werkt alleen op een server. Open de server die je met deze bot deelt en gebruik de opdracht daar.
failure-not-allowed = Dit mag je hier niet. Er is niets gewijzigd. Vraag het campagneteam als je denkt dat je dit wel zou moeten mogen.
failure-outdated = Deze knop of opdracht hoort bij een oudere versie van de bot. Er is niets gewijzigd. Gebruik de opdracht opnieuw; ziet je lijst met opdrachten er oud uit, start Discord dan opnieuw.
failure-ours = Er ging bij ons iets mis. Probeer het over een minuut opnieuw. Gebeurt het weer, geef het campagneteam dan deze code: **{ $reference }**
failure-not-stored = **Er is niets opgeslagen.** De bot kan op dit moment niets opslaan, dus wat je net deed telt niet: er is geen handtekening gezet of ingetrokken en er is niets gewijzigd. Probeer het over een paar minuten opnieuw; blijft het zo, zeg het dan tegen het campagneteam.
failure-database-away = **Het is niet zeker dat dit is opgeslagen.** De bot kan op dit moment niet op zijn database rekenen. Probeer het over een minuut opnieuw en kijk of het er al is voordat je het nog eens doet. Een handtekening telt nooit dubbel.

## Weigeringen van veel opdrachten

refusal-no-organiser-role = Dit is voor het campagneteam, en deze server heeft de rol daarvan nog niet aangewezen. Er is niets gewijzigd. Vraag iemand die de server beheert die met `/setup` te kiezen.
refusal-organiser-role-gone = De rol van het campagneteam is van deze server verwijderd. Er is niets gewijzigd. Vraag iemand die de server beheert met `/setup` een andere te kiezen.
refusal-manager-not-organiser = Je beheert deze server, maar hebt niet de rol { $role } van het campagneteam, die hiervoor nodig is. Er is niets gewijzigd. Zo neem je die: *Serverinstellingen*, *Leden*, je naam, en voeg dan de rol toe.
refusal-not-organiser = Dit is alleen voor het campagneteam: de rol { $role } is nodig. Er is niets gewijzigd. Vraag iemand van het team om het te doen, of iemand die de server beheert om je de rol te geven.
refusal-choose-from-list = “{ $typed }” past niet bij precies één item. Er is niets gewijzigd. Typ een paar letters en kies dan uit de lijst die verschijnt.
