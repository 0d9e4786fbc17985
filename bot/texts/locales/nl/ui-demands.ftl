### Eisen: hun kaarten, tekenen en intrekken.

## Lijsten en kaarten

demands-title = Eisen
demands-none = Hier kan nog geen eis worden getekend. Het campagneteam kondigt de eerste aan.
demands-read = Lezen en tekenen

demand-state-draft = Concept
demand-state-open = Open om te tekenen
demand-state-closed = Gesloten

demand-count = { $count ->
    [one] **{ $count } handtekening**, gepubliceerd op { $day }. { $verified }
   *[other] **{ $count } handtekeningen**, gepubliceerd op { $day }. { $verified }
}
demand-uncounted = Nog geen telling gepubliceerd.
demand-verified-server = Getekend door leden van deze server (identiteit niet gecontroleerd).
demand-verified-role = Getekend door leden die van het campagneteam een rol kregen (de bot heeft geen identiteit gecontroleerd).

demand-may-sign = Wie kan tekenen: { $who }. Dat wordt alleen verruimd, nooit beperkt, en altijd in het openbaar.
may-sign-roles = { $count ->
    [0] iedereen op deze server
    [one] wie de rol { $roles } heeft
   *[other] wie een van de rollen { $roles } heeft
}
may-sign-roster = met een account dat aan de ledenlijst van de vakbond is gekoppeld
may-sign-account = { $days ->
    [one] met een Discord-account van minstens { $days } dag oud
   *[other] met een Discord-account van minstens { $days } dagen oud
}
may-sign-time = { $days ->
    [one] minstens { $days } dag op deze server
   *[other] minstens { $days } dagen op deze server
}
demand-eligible = Zolang Discord of de ledenlijst van de vakbond minder dan { $least } mensen toont die kunnen tekenen, tellen nieuwe handtekeningen niet mee.{ $checked ->
    [yes] {""}
   *[no] {" "}**Niet gecontroleerd toen de eis openging:** Discord zei niet hoeveel mensen de rol hebben.
}

demand-open-since = Open om te tekenen sinds { $day }.
demand-closed-on = Gesloten op { $day }: er kan niet meer worden getekend.
demand-secret = Niemand krijgt te zien wie tekent: het campagneteam niet en de directie niet.
demand-count-rule = Tellingen worden voor meerdere handtekeningen tegelijk gepubliceerd, zodat één nauwelijks opvalt.
demand-head =
    Bewaar deze regel: daarmee kun je later nagaan of een telling is veranderd.
    `{ $head }`
demand-draft = Een concept: alleen het campagneteam ziet het en niemand kan het tekenen.

button-sign = Tekenen
button-withdraw = Mijn handtekening intrekken
button-privacy = Wat er met mijn gegevens gebeurt
button-secret = Is mijn handtekening geheim?

## Het formulier

sign-form-title = Deze eis tekenen
sign-form-language =
    { $part ->
        [demand] *De eis is in het { $language }.*
        [consent] *De toestemming is in het { $language }.*
       *[both] *Eis en toestemming: in het { $language }.*
    }
sign-form-rest = *Hele tekst: op de kaart, `/eisen tonen`.*
sign-form-consent = Je toestemming
sign-form-rest-of-consent = *Deze tekst gaat verder in `/privacy uitleg`.*
sign-form-agree = Ik steun deze eis en geef toestemming.

## Antwoorden: altijd dezelfde, wat er ook eerder stond

demand-signed = **Bedankt. Je handtekening is opgeslagen.** De bot toont die aan niemand: niet aan het campagneteam, niet aan de directie. Intrekken: de knop hieronder of `/eisen intrekken`.
demand-signed-next = **Hoe het verdergaat:** je handtekening komt samen met andere in een latere telling, meestal niet vóór { $day }. De kaart van de eis toont elke telling en daarna aan wie hij is overhandigd en wat het antwoord was.
demand-pass-on = Om door te geven, zonder je naam:
demand-pass-on-text = Onze eis: “{ $title }”. Lezen en tekenen: typ /eisen op onze Discord-server. De bot toont aan niemand wie tekent.
demand-pass-on-link = Onze eis: “{ $title }”. Lezen en tekenen op onze Discord-server: { $link } De bot toont aan niemand wie tekent.
demand-pass-on-board = Iedereen kan hem hier lezen: { $link }
demand-withdrawn = **Je hebt geen handtekening onder deze eis.** Was er een meegeteld, dan valt die bij een latere telling weg. De bot zegt het aan niemand.
demand-sign-again = Je kunt opnieuw tekenen zolang de eis open is.

## Wat niet kon

refusal-no-consent = Je hebt het vakje voor toestemming niet aangevinkt, dus er is niets getekend. Druk nog eens op “Tekenen” en vink het aan als je akkoord gaat.
