### Wat tekenen betekent, en waarom iets met een eis niet kan.

## De toestemming: vastgelegd met de eis zodra die opengaat. Platte tekst (formulieren zetten vet wat voor een
## dubbele punt staat).

consent-text =
    Ik steun deze eis en geef de vakbond hieronder uitdrukkelijk toestemming dat vast te leggen: er kunnen politieke opvattingen of lidmaatschap van een vakbond uit blijken.
    Doel: tonen hoeveel er tekenen, nooit wie.
    Mijn naam: aan niemand getoond. Alleen totalen openbaar. Discord (VS) ziet elke klik.
    Bewaard: eis, versie, dag, vestiging als ik die noem, en voor mijn naam een code die alleen een apart bewaarde geheime sleutel aan mij koppelt. Na intrekken: alleen een code.
    Hoelang: { $months ->
        [0] de vakbond heeft nog niet gezegd wanneer de sleutel wordt vernietigd.
        [one] tekenen kan hoogstens { $signing } maanden; sleutel een maand later vernietigd, hooguit 14 dagen te laat als de bot draait. Dan is niemand te identificeren. Langer alleen als twee uit het team dat besluiten.
       *[other] tekenen kan hoogstens { $signing } maanden; sleutel { $months } maanden later vernietigd, hooguit 14 dagen te laat als de bot draait. Dan is niemand te identificeren. Langer alleen als twee uit het team dat besluiten.
    }
    Verantwoordelijk: { $controller }
    Vragen: { $contact }
    Ontvangers: { $recipients }
    Rechtsgrond: AVG, art. 6(1)(a) en 9(2)(a).{ $legal_basis ->
        [none] {""}
       *[other] {" "}{ $legal_basis }
    }
    Vrijwillig. Tot dan kan ik intrekken, een kopie krijgen of wissen: knop, /privacy, contact. Klacht: AP (Nederland), GBA (België).

## Wat leden wordt geweigerd

refusal-no-such-demand = Deze eis bestaat hier niet. Er is niets gewijzigd. Kies er een uit de lijst.
refusal-demand-not-open = Deze eis is nog niet open. Er is niets getekend. Het campagneteam kondigt hem aan.
refusal-demand-closed = Deze eis is gesloten en neemt geen handtekeningen meer aan. Er is niets gewijzigd. Je kunt een handtekening intrekken tot de sleutel is vernietigd.
refusal-demand-changed = De eis, of wat er met je gegevens gebeurt, is intussen gewijzigd, dus er is niets getekend. Druk nog eens op “Tekenen” om te lezen hoe het nu is.
refusal-role-needed = Alleen wie { $roles } heeft, kan deze eis tekenen. Er is niets gewijzigd. Ben je lid van de vakbond, vraag het campagneteam dan om de rol en druk nog eens op “Tekenen”.
refusal-member-role-gone = De rol die deze eis vraagt, is van deze server verwijderd. Er is niets gewijzigd. Zeg het tegen het campagneteam: dat kan met `/organise do:demand widen` een andere rol laten tekenen.
