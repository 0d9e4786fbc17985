### Ways of signing: in Discord, or on paper alone.

## On the card

demand-count-paper = { $count ->
    [0] Er is nog geen handtekening op papier bevestigd.
    [one] **{ $count } handtekening op papier**, ingevoerd door iemand van het campagneteam en bevestigd door een ander.
   *[other] **{ $count } handtekeningen op papier**, ingevoerd door iemand van het campagneteam en bevestigd door een ander.
}
demand-by-discord = Je tekent in Discord, dat ziet wie drukt; op papier niet.
demand-by-paper = Wordt op papier getekend: vraag het campagneteam om een formulier. De bot bewaart geen naam en Discord ziet er geen.

## To whoever would sign or withdraw in Discord

demand-sign-paper = Deze eis wordt op papier getekend. Er is niets gewijzigd. Vraag het campagneteam om een formulier, of om je naam door te halen: de bot bewaart er geen.
refusal-signed-on-paper = Deze eis wordt op papier getekend. Er is niets gewijzigd. Vraag het campagneteam om een formulier, of om je naam door te halen: de bot bewaart er geen.

## On the union’s page

# The consent: frozen with a demand when it opens, like “consent-text” of petitions.ftl.
consent-page =
    Ik steun deze eis en stem er uitdrukkelijk mee in dat mijn handtekening zonder mijn naam wordt gepubliceerd. Met mij verbonden zou ze mijn politieke mening of vakbondslidmaatschap kunnen tonen.
    Waarvoor: om te tonen hoeveel, nooit wie. Iedereen kan de handtekeningen tellen.
    Gepubliceerd wordt: een willekeurige sleutel, de blinde handtekening van de vakbond daarop, de versie die ik teken. Geen naam, account of vestiging, en niet de dag waarop ik teken; de dag van publicatie is openbaar.
    Over mij wordt bewaard: dat mijn plaats op de ledenlijst in deze ronde penningen kreeg; de openbare sleutel van mijn kaart en een code (hash) van elke verborgen waarde die is ondertekend. Zonder mijn kaart of penningenbestand kan daaruit later niemand opmaken welke handtekening van mij is. Maar tekenden degenen die penningen kregen bijna allemaal, dan is bijna bekend wie tekende. Is de database van de vakbond PostgreSQL, dan toont het logboek daarvan dagenlang wie wanneer kwam. Mijn kaart toont tot de lijst met handtekeningen sluit of ik heb getekend; een penningenbestand zolang het bestaat.
    Hoe lang: ik kan intrekken tot de lijst sluit, 30 dagen na het einde van het tekenen. Dan vernietigt de vakbond de sleutel die met mijn kaart mijn handtekening zou kunnen vinden; later alleen bij een geschil. Gepubliceerde kopieën kunnen niet worden teruggehaald. Tekenen kan hoogstens { $signing } maanden; langer alleen als twee uit het team dat besluiten.
    Verantwoordelijk: { $controller }
    Vragen: { $contact }
    Ontvangers: iedereen; { $recipients }
    Rechtsgrond: AVG, 6(1)(a) en 9(2)(a).{ $legal_basis ->
        [none] {""}
       *[other] {" "}{ $legal_basis }
    }
    Tekenen is vrijwillig. Ik kan een klacht indienen bij een toezichthouder voor gegevensbescherming.
demand-by-page = Wordt op de pagina van de vakbond getekend: zonder kaart of penningenbestand blijkt uit wat die en Discord bewaren na enkele dagen niet van wie een handtekening is. De vakbond houdt bij wie penningen kreeg: tekenden die bijna allemaal, dan is bijna bekend wie tekende.
demand-may-sign-page = Wie kan tekenen: wie op de pagina penningen kreeg en op dat moment op de ledenlijst stond.
demand-count-rule-page = Handtekeningen worden zonder namen gepubliceerd, tot het sluiten meerdere tegelijk.
demand-text-changed-page = **De tekst is op { $day } gewijzigd.** Een eerdere handtekening geldt voor de tekst zoals die was: teken opnieuw op de pagina om deze te steunen.
demand-verified-roster-left-page = Getekend door leden die op de ledenlijst van de vakbond stonden toen zij penningen kregen; elk lid telt één keer, ook als het er niet meer op staat.
demand-sign-page = Deze eis wordt op de pagina van de vakbond getekend, zonder Discord. Hier is niets gewijzigd. Met de kaart die je browser met de code van je vakbond maakte, teken je daar, zie je dat je handtekening meetelt en kun je die intrekken.
refusal-signed-on-page = Deze eis wordt op de pagina van de vakbond getekend, zonder Discord. Hier is niets gewijzigd. Met de kaart die je browser met de code van je vakbond maakte, teken je daar, zie je dat je handtekening meetelt en kun je die intrekken.
button-sign-page = Open de pagina om te tekenen
button-signing-page = Open de handtekeningenpagina
