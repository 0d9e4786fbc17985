### Instellen: wat iedereen in een kanaal leest.

setup-welcome-title = Tocsin is er
setup-welcome = Hij volgt overheidscontracten en verzamelt handtekeningen zonder iemand te tonen wie heeft getekend. Instellen duurt zo’n tien minuten, ook op een telefoon. Je kunt altijd stoppen en later verdergaan. Er is iemand nodig die deze server mag beheren.
setup-welcome-there = Je hebt hem toegevoegd aan **{ $server }**. Open die server en typ `/setup`.
button-setup = Instellen
button-setup-server = Server openen

setup-test-post = **Dit is een test.** De bot kan hier berichten plaatsen. Verder is er niets gebeurd.
setup-pin-title = Hoe dit werkt
setup-pin-news = **Nieuws.** Deze bot volgt overheidscontracten. Wat nieuw is of verandert, staat hier, met de bron.
setup-pin-sign = **Tekenen.** Druk onder een eis op *Tekenen*. De bot toont aan niemand wie tekent: niet aan het campagneteam, niet aan de directie. Alleen totalen worden gepubliceerd.
setup-pin-withdraw = **Intrekken.** De knop onder de eis of `/eisen intrekken`. De bot zegt het aan niemand.
setup-pin-page = **Op de pagina van de vakbond.** Een eis waarbij dat staat, teken je daar, zonder Discord, met de kaart die je browser maakt met de code van je vakbond. Daar trek je je handtekening ook in, tot 30 dagen na het einde van het tekenen.
setup-pin-data = **Je gegevens.** Verantwoordelijk: { $controller }. Vragen: { $contact }.
setup-pin-ask = **Vragen over een eis?** Vraag { $role }.
