### Wie kan tekenen, hoe dat is gecontroleerd, en de ledenlijst.

## Hoe de handtekeningen zijn gecontroleerd

demand-verified-roster = { $size ->
    [0] Getekend door leden die de bot op de ledenlijst van de vakbond heeft gecontroleerd; elk lid telt één keer.
   *[other] Getekend door leden die de bot op de ledenlijst van de vakbond (minstens { $size } leden) heeft gecontroleerd; elk lid telt één keer.
}
demand-verified-roster-left = Getekend door leden die de bot bij het tekenen op de ledenlijst van de vakbond heeft gecontroleerd; elk lid telt één keer. Sommigen staan er intussen niet meer op en tellen nog mee.
demand-verified-account = { $days ->
    [one] Hun Discord-accounts waren minstens { $days } dag oud.
   *[other] Hun Discord-accounts waren minstens { $days } dagen oud.
}
demand-verified-time = { $days ->
    [one] Ze waren minstens { $days } dag op deze server.
   *[other] Ze waren minstens { $days } dagen op deze server.
}

## Tekenen en intrekken met ledenlijst: hetzelfde, of het account nu is gekoppeld of niet

demand-roster-how = Een handtekening telt als het account aan de ledenlijst van de vakbond is gekoppeld: `/koppelen`, met de code van je vakbond.
demand-signed-roster = **Je handtekening telt als dit account is gekoppeld aan een lid op de ledenlijst van de vakbond; zo niet, dan is er niets bewaard.** Koppelen: `/koppelen` (het antwoord is hetzelfde als het al is gekoppeld); teken daarna opnieuw. `/privacy kopie` zegt je morgen of je handtekening is opgeslagen. De bot toont die aan niemand: niet aan het campagneteam, niet aan de directie. Intrekken: de knop hieronder of `/eisen intrekken`.
demand-signed-roster-next = **Hoe het verdergaat:** handtekeningen komen met meerdere tegelijk in een latere telling, meestal niet vóór { $day }. De kaart van de eis toont elke telling en daarna aan wie hij is overhandigd en wat het antwoord was.
demand-withdrawn-roster = **Dit account heeft geen handtekening onder deze eis.** Was er een meegeteld, dan valt die bij een latere telling weg. Heb je sindsdien een ander account gekoppeld, trek je handtekening dan met dat account in. De bot zegt het aan niemand.

## Wat leden wordt geweigerd

refusal-account-young = { $days ->
    [one] Je kunt deze eis tekenen zodra je Discord-account { $days } dag oud is. Er is niets gewijzigd.
   *[other] Je kunt deze eis tekenen zodra je Discord-account { $days } dagen oud is. Er is niets gewijzigd.
}
refusal-joined-lately = { $days ->
    [one] Je kunt deze eis tekenen zodra je { $days } dag op deze server bent. Er is niets gewijzigd.
   *[other] Je kunt deze eis tekenen zodra je { $days } dagen op deze server bent. Er is niets gewijzigd.
}
refusal-code-mistyped = Dit is geen code: er is een teken fout, te weinig of te veel. Er is niets gewijzigd. Controleer hem: vier groepen van vier, zonder 0, 1, I, L, O, S en U.
refusal-code-unknown = Deze code werkt niet. Er is niets gewijzigd. Hij kan gebruikt of vervangen zijn, bij een andere server horen, of een andere vervangen en nog geen dag oud zijn. Controleer wat je typte; vraag anders je vakbond om een nieuwe.
refusal-code-too-often = Er zijn te veel codes geprobeerd die niet werken. Er is niets gewijzigd. Wacht een uur en probeer het dan opnieuw.

## De toestemming bij eisen met ledenlijst: na “consent-text” uit petitions.ftl

consent-roster = De code komt van mijn plaats op de ledenlijst. Twee andere codes, met een andere geheime sleutel, koppelen mijn account daaraan. Zo tel ik één keer, welke accounts ik ook heb.

## Een account koppelen

join-form-title = Je account koppelen
join-form-code = Je code
    .hint = De vier groepen tekens die je vakbond je gaf, alleen voor jou.
join-form-kept = Je vakbond gaf je deze code zodat alleen haar leden tekenen, elk één keer. De bot bewaart er twee geheime codes mee: een van je lidnummer en een van je Discord-account. Geen van beide is te lezen zonder een sleutel die apart wordt bewaard, en het campagneteam krijgt er geen te zien. Meer: `/privacy uitleg`.
joined = **Je account is gekoppeld.** Je kunt nu tekenen: de knop bij een eis of `/eisen tekenen`. Dit antwoord is hetzelfde als het al gekoppeld was, met deze code of een andere. De bot zegt het aan niemand anders. De code is gebruikt.

## Wat een account te horen krijgt als een ander in de plaats kwam

link-replaced = **Sinds { $day } is een ander account in plaats van dit gekoppeld** en dat tekent voor je lidmaatschap. Was jij dat niet, zeg het dan meteen tegen je vakbond. Wat je met dit account tekende, kun je nog intrekken en wissen.
link-code-made = **Er is een nieuwe code gemaakt voor je lidmaatschap.** Vanaf { $moment } kan die een ander account in plaats van dit koppelen. Heb je er niet om gevraagd, zeg het dan eerder tegen je vakbond: die maakt de code ongeldig.
