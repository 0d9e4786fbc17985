### /nieuws laatste en status.

updates-title = Laatste wijzigingen
updates-none = Nog geen wijziging sinds het volgen begon. `/nieuws status` toont wanneer er weer wordt gekeken.
updates-more-changes =
    { $count ->
        [one] en nog 1 wijziging
       *[other] en nog { $count } wijzigingen
    }

button-status = Status van de zoekopdrachten
status-title = Status van de zoekopdrachten
status-watch-nearly = Gevolgd sinds { $moment }, maar sommige contracten konden nog niet worden gelezen: de bot probeert het elke keer opnieuw.
status-watch-complete =
    { $source ->
        [page] Laatste keer volledig gelezen: { $moment }.
        [feed] Laatste keer volledig gelezen: { $moment }. { $matched ->
            [0] Niets gevonden.
            [one] Eén artikel gevonden.
           *[other] { $matched } artikelen gevonden.
        }
       *[other] Laatste keer volledig gelezen: { $moment }. { $matched ->
            [0] Niets gevonden.
            [one] Eén contract gevonden.
           *[other] { $matched } contracten gevonden.
        }
    }
status-watch-new = Nog niet volledig gelezen. De eerste keer wordt het één overzicht; daarna zijn wijzigingen nieuws.
status-watch-fault =
    { $failures ->
        [one] De laatste keer is niet alles gelezen.
       *[other] De laatste { $failures } keer is niet alles gelezen.
    }
status-watch-held =
    { $count ->
        [one] Eén contract toont een wijziging die misschien alleen ligt aan hoe de bron publiceert.
       *[other] { $count } contracten tonen wijzigingen die misschien alleen liggen aan hoe de bron publiceert.
    } Aangehouden tot alles weer is gelezen.
status-watch-unsteady = **Waarden blijven veranderen** sinds { $since }, in { $count ->
        [one] één contract
       *[other] { $count } contracten
    }. Niets daarvan wordt gemeld tot de waarden twee keer na elkaar gelijk zijn als alles is gelezen. Kijk het alsjeblieft na bij de bron.
status-untold = Niet gemeld: er is geen kanaal voor.
status-watch-stale = **Niets nieuws sinds { $since }**, langer dan ooit. Kijk het alsjeblieft na bij de bron.
status-watch-less = **Veel minder dan eerder:** { $now } gevonden, eerder { $before }. Vergelijk het alsjeblieft met de bron.
status-watch-next = Volgende keer lezen: { $moment }
status-watch-due = Volgende keer lezen: nu

status-not-stored =
    { $why ->
        [full] **Er kan niets worden opgeslagen: de schijf van de computer is vol.** Handtekeningen en instellingen worden geweigerd en er wordt niets nieuws gemeld tot er ruimte is. Zeg het tegen wie de bot beheert; daarna gaat hij vanzelf verder.
        [read-only] **Er kan niets worden opgeslagen: de bot mag niet op zijn schijf schrijven.** Handtekeningen en instellingen worden geweigerd en er wordt niets nieuws gemeld tot dat weer mag. Zeg het tegen wie de bot beheert; daarna gaat hij vanzelf verder.
        [locked] **Er kan niets worden opgeslagen: een ander programma houdt de database van de bot vast.** Handtekeningen en instellingen worden geweigerd en er wordt niets nieuws gemeld tot het loslaat. Zeg het tegen wie de bot beheert; daarna gaat hij vanzelf verder.
        [silent] **Er kan niets worden opgeslagen: de map met de sleutels antwoordt niet.** Handtekeningen en instellingen worden geweigerd en er wordt niets nieuws gemeld tot hij antwoordt. Zeg het tegen wie de bot beheert; daarna gaat hij vanzelf verder.
       *[broken] **Er kan niets worden opgeslagen: de schijf van de computer meldt fouten.** Handtekeningen en instellingen worden geweigerd en er wordt niets nieuws gemeld tot die weer werkt. Zeg het snel tegen wie de bot beheert.
    }

status-clock-wrong = **De klok van de computer loopt verkeerd.** Tot die goed loopt, wordt er geen telling gepubliceerd en sluit geen enkele eis. Zeg het tegen wie de bot beheert.

status-demand-gone = **Niemand kan “{ $demand }” tekenen:** de gevraagde rol is verwijderd. Laat met `/organise do:demand widen` een andere rol tekenen.
status-demand-few = **Nieuwe handtekeningen onder “{ $demand }” worden niet geteld:** minder dan { $least } mensen kunnen tekenen. Geef de rol aan meer mensen, of laat met `/organise do:demand widen` een andere rol tekenen.
status-posts = Berichten
status-channel = Wijzigingen komen in { $channel }.
status-no-channel = Er is geen kanaal gekozen, dus er wordt niets gemeld. Het campagneteam kiest er een met `/organise do:settings channel`.
status-pending =
    { $count ->
        [one] Eén bericht wacht, sinds { $oldest }.
       *[other] { $count } berichten wachten, het oudste sinds { $oldest }.
    }
status-none-held = Niets wacht op publicatie.
status-uncertain =
    { $count ->
        [one] Eén bericht is misschien aangekomen, misschien niet, en de bot kan het niet nagaan: hij mag de geschiedenis van het kanaal niet lezen, of zijn database is uit een back-up teruggezet. De bot plaatst het niet vanzelf nog eens. Kijk in het kanaal: ontbreekt het, dan plaatst het campagneteam het hier opnieuw; staat het er, dan zegt het team dat hier.
       *[other] { $count } berichten zijn misschien aangekomen, misschien niet, en de bot kan het niet nagaan: hij mag de geschiedenis van het kanaal niet lezen, of zijn database is uit een back-up teruggezet. De bot plaatst ze niet vanzelf nog eens. Kijk in het kanaal: ontbreken ze, dan plaatst het campagneteam ze hier opnieuw; staan ze er, dan zegt het team dat hier.
    }
button-post-again = Opnieuw plaatsen
status-posting-again =
    { $count ->
        [0] Er is niets onzekers meer. `/nieuws status` toont wat wacht.
        [one] Het wordt zo opnieuw geplaatst.
       *[other] { $count } berichten worden zo opnieuw geplaatst.
    }
button-posts-seen = Ze staan er
status-posts-seen =
    { $count ->
        [0] Er is niets onzekers meer. `/nieuws status` toont wat wacht.
        [one] Genoteerd: het is geplaatst en komt niet opnieuw.
       *[other] Genoteerd: alle { $count } berichten zijn geplaatst en komen niet opnieuw.
    }

channel-fault-forbidden = De bot mag daar niets plaatsen. Wie de server beheert, moet hem het kanaal laten zien en er berichten laten sturen; wat wacht, komt dan vanzelf.
channel-fault-missing = Het kanaal bestaat niet meer. Het campagneteam kiest een ander met `/organise do:settings channel`; wat wacht, komt dan daar.
