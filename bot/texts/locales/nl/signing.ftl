### De pagina waarop leden zonder account tekenen. Korte zinnen, voor een telefoon.

## Voor je begint

signing-title = Tekenen zonder je naam
signing-lead = Je tekent hier zonder account. Je naam staat niet in de lijst van handtekeningen.
signing-before-title = Voor je begint
signing-before-device = Gebruik je eigen telefoon of computer en je eigen browser: niets van je werkgever.
signing-before-network = Gebruik je eigen netwerk: geen wifi of VPN van je werkgever.
signing-promised-title = Wat is beloofd
signing-promised-who = Zonder een kaart of penningenbestand kan uit wat de vakbond en Discord bewaren later niemand opmaken van wie een handtekening is. Maar de vakbond houdt bij wie penningen kreeg: tekenden die bijna allemaal, dan is bijna bekend wie tekende. Een kaart toont tot de lijst sluit of ermee is getekend; een penningenbestand zolang het bestaat.
signing-promised-count = Iedereen kan de handtekeningen tellen. Je kunt zien dat de jouwe meetelt en hem intrekken tot de lijst sluit: met je kaart of, is die kwijt, vervangen of verwijderd, met een penningenbestand.
signing-not-title = Wat niet is beloofd
signing-not-tokens = Dat niemand te weten komt dat je penningen hebt, het recht om te tekenen: de vakbond kan het zien.
signing-not-watched = Bescherming tegen wie meekijkt terwijl je tekent, deze pagina verandert of je dwingt je kaart te tonen.
signing-not-roster = Dat de ledenlijst klopt.
signing-begin = Beginnen
signing-board = Adres van het prikbord van je vakbond
signing-unable = Deze pagina is niet gestart. Er zijn scripts nodig en een browser van 2021 of later. Open de pagina in een andere browser van jezelf. Je kunt de eisen op het prikbord lezen en je vakbond vragen hoe je anders kunt tekenen.
signing-noscript = Scripts staan uit in deze browser. Zet ze aan voor deze pagina.
signing-no-crypto = Deze browser kan hier geen sleutels maken. Open de pagina op een adres dat met https begint, of bewaar de pagina en open die vanaf je schijf, of gebruik een andere browser. Je kunt de eisen op het prikbord lezen.
signing-framed = Deze pagina wordt in een andere getoond. Open de pagina in een eigen tabblad.

## Code, kaart

signing-choose-title = Wat heb je?
signing-have-code = Ik heb een code van de vakbond
signing-have-card = Ik heb een kaart
signing-have-file = Ik heb een bestand: met mijn kaart of mijn penningen
signing-only-look = Ik wil alleen de eisen lezen
signing-notice = Wat er met je gegevens gebeurt
signing-kept-here = Op dit apparaat zijn penningen bewaard.
signing-use-kept = Gebruiken
signing-delete-kept = Van dit apparaat wissen
signing-kept-deleted = Op dit apparaat is niets meer bewaard.
signing-go-on = Verder
signing-code-title = Je code
signing-code = Code van de vakbond
signing-code-hint = Vier groepen van vier tekens. Kreeg je twee helften, typ ze dan na elkaar.
signing-card-title = Je kaart
signing-card-what = Deze browser heeft de kaart net willekeurig gemaakt. Er is geen ander exemplaar. Schrijf alle zeven groepen op, of bewaar ze in een bestand.
signing-card-care = Toon de kaart aan niemand, ook niet aan de vakbond. Wie hem heeft, kan zien of je hebt getekend, en je handtekening intrekken. De kaart wordt nergens heen gestuurd.
signing-written = Ik heb de kaart opgeschreven
signing-save-card = Kaart als bestand bewaren
signing-card-file = Dit is je kaart om te tekenen. Toon die aan niemand. Raak je hem kwijt, dan krijgt een nieuwe pas in de volgende ronde penningen.
signing-confirm-title = Heb je de kaart opgeschreven?
signing-confirm = Typ groep { $number } van je kaart
signing-confirm-hint = Vier tekens. Daarmee ga je verder, en is je code gebruikt.
signing-confirm-wrong = Dat is niet groep { $number }. Er is niets verzonden. Vergelijk met wat je opschreef, of bekijk de kaart opnieuw.
signing-make-card = Mijn code voor deze kaart gebruiken
signing-show-card = Kaart opnieuw tonen
signing-card-taken = Je kaart is aangenomen. Je code is gebruikt.
signing-enter-card-title = Je kaart
signing-enter-card = De 28 tekens van je kaart
signing-enter-card-hint = Zeven groepen van vier. Hoofdletters, spaties en streepjes maken niet uit.
signing-mistyped = Er is een teken fout, te weinig of te veel ({ $length } getypt). Vergelijk elke groep.
signing-mistyped-groups = Kijk naar groep { $groups }: er is een teken fout, te weinig of te veel. Codes en kaarten hebben geen 0, 1, I, L, O, S of U.
signing-mistyped-first = Er is een teken fout. Vergelijk elke groep; begin met groep { $groups }.

## Penningen

signing-get-title = Haal je penningen
signing-get-what = Met een penning teken je één keer, onder één eis. De vakbond tekent hem zonder hem te zien. De vakbond houdt bij dat je penningen kreeg, niet wat je ermee doet.
signing-get = Mijn penningen halen
signing-tokens-title = Je hebt penningen
signing-tokens-what = Penningen: { $number }, elk voor één eis, nu of later. Je kunt nu tekenen. Veiliger is ze te bewaren en op een andere dag te tekenen: dan toont niets dat beide in één bezoek gebeurden.
signing-keep-what = Ze zijn weg als je deze pagina sluit, tenzij je ze bewaart. Met je kaart krijg je dezelfde opnieuw.
signing-save-tokens = Penningen als bestand bewaren
signing-keep-here = Op dit apparaat bewaren
signing-keep-care = Wie ze vindt, kan zien of je hebt getekend, en je handtekening intrekken. Bewaar ze alleen op een eigen apparaat. Een privévenster vergeet ze. Wis het bestand als de lijst gesloten is.
signing-kept = Op dit apparaat bewaard.
signing-kept-already = Op dit apparaat zijn al penningen bewaard. Bewaar liever een bestand, of wis eerst die andere.
signing-not-kept = Deze browser bewaart niets, zoals in een privévenster. Bewaar liever een bestand.
signing-saved = Bewaard als { $name }, als je browser dat meldt.
signing-to-demands = Naar de eisen
signing-no-tokens = Er zijn nu geen penningen. Kom terug als je vakbond een eis opent.
signing-replaced = Er is een nieuwe code gemaakt voor jouw plaats. Vanaf { $day } kan die deze kaart vervangen. Heb je er niet om gevraagd, maak dan nu bezwaar.
signing-object = Ik vroeg er niet om: bezwaar maken
signing-objected = De nieuwe code is gestopt. Je vakbond bespreekt het persoonlijk met je.
signing-look-code = Is er een nieuwe code gemaakt?
signing-no-new-code = Er is geen nieuwe code voor jouw plaats.
signing-remove = Deze kaart verwijderen
signing-remove-what = De kaart wordt dan verwijderd en krijgt geen penningen meer: je hebt een nieuwe code nodig. Dat jouw plaats penningen kreeg, blijft bewaard. Je handtekeningen blijven, en penningen die je hebt, blijven werken. Wil je een handtekening intrekken, doe dat dan eerst.
signing-remove-now = Verwijderen
signing-removed = De kaart is verwijderd.

## Eisen

signing-demands-title = De eisen
signing-no-demands = Er is nu geen eis.
signing-open = Lezen en tekenen
signing-see = Lezen
signing-no-token = Je hebt hier geen penning voor deze eis.
signing-back = Alle eisen
signing-back-choose = Kaart of code
signing-count = Handtekeningen: { $count }
signing-count-of = Handtekeningen: { $count } (doel: { $goal })
signing-count-day = op { $day }
signing-state-open = Open.
signing-state-closed = Gesloten: geen nieuwe handtekeningen. De jouwe kun je nog intrekken.
signing-state-ended = De lijst is gesloten. Er kan niets meer veranderen.
signing-closes = Je kunt tekenen tot en met { $day }.
signing-version = Versie { $number } van de tekst.
signing-head = Controleregel van de lijst: { $head }. Vergelijk die met die in Discord. Verschillen ze bij hetzelfde nummer, meld het dan je vakbond.
signing-waits = Het staat nog niet in de lijst. Blijft dat zo, stuur het dan opnieuw: het telt maar één keer.
signing-status-none = In de lijst staat geen handtekening van jou. Tekende je pas, dan wacht die misschien nog.
signing-status-unknown = Deze pagina weet niet of je hebt getekend.
signing-status-taken = Je handtekening is aangenomen. Die telt mee bij een volgende publicatie. Er wachten er altijd drie, door loting; aan het eind worden ze allemaal gepubliceerd.
signing-status-unsure = Je keuze is verzonden, maar er kwam geen antwoord. Verzend je keuze opnieuw: die telt maar één keer.
signing-status-missing = Je laatste keuze staat niet in de lijst, en de lijst is gesloten. Meld het je vakbond.
signing-status-counted = Je handtekening staat in de lijst: publicatie { $number }, er is niets aan veranderd.
signing-status-indexed = Je handtekening staat in de index van de lijst: publicatie { $number }. De lijst is lang: deze pagina leest de index ervan, niet de handtekeningen zelf.
signing-status-older = Je handtekening staat in de lijst, voor versie { $version } van de tekst. De tekst is veranderd. Lees de nieuwe, en teken die als je het eens bent. Doe je niets, dan telt de gegeven handtekening nog mee.
signing-status-withdrawn = Je hebt je handtekening ingetrokken: zo staat het in publicatie { $number }, en je telt niet mee.
signing-status-void = Je hebt je handtekening ingetrokken, en in de lijst staat niets van jou.
signing-consent-title = Je toestemming
signing-consent = Ik heb dit gelezen, steun de eis en geef toestemming.
signing-consent-missing = Je hebt het vakje niet aangekruist, dus er is niets getekend.
signing-sign = Tekenen
signing-signed = Je handtekening is aangenomen. Die telt mee bij een volgende publicatie.
signing-withdraw-what = Je kunt je handtekening intrekken tot de lijst sluit. Wat al gepubliceerd is, blijft in kopieën van anderen; het telt niet meer mee.
signing-withdraw-unknown = Heb je getekend en zie je dat hier niet, dan kun je je handtekening toch intrekken.
signing-withdraw = Mijn handtekening intrekken
signing-withdrawn = Je intrekking is aangenomen. Die telt mee bij een volgende publicatie.
signing-look-what = Handtekeningen en intrekkingen in de lijst: { $rows }. De hele lijst wordt gelezen, of de index als die lang is, zodat niemand te weten komt welke de jouwe is.
signing-look = De mijne zoeken

## Wat er misgaat

signing-busy = Een ogenblik…
signing-again = Opnieuw proberen
signing-code-for-card = Een code voor deze kaart typen
signing-send-newest = Als mijn nieuwste keuze verzenden
signing-read-again = Opnieuw lezen
signing-error-no-answer = Er kwam geen antwoord. Controleer je verbinding en probeer het opnieuw: twee keer hetzelfde verzenden kan geen kwaad.
signing-error-not-stored = Het kon niet worden opgeslagen. Er is niets verloren. Probeer het over een paar minuten opnieuw.
signing-error-too-many = Te veel pogingen. Er is niets gewijzigd. Wacht een minuut en probeer het dan opnieuw.
signing-error-code-unknown = Deze code werkt niet. Er is niets gewijzigd. Hij kan met een andere kaart gebruikt zijn, bij een andere vakbond horen of, als hij een kaart vervangt, pas na zeven dagen werken. Controleer wat je typte; vraag het anders je vakbond.
signing-error-card-unknown = De vakbond kent deze kaart niet. Er is niets gewijzigd. Heb je hem net gemaakt, typ dan je code opnieuw. Is hij vervangen of verwijderd, vraag je vakbond dan om een nieuwe code.
signing-error-round-unknown = Er is een nieuwe ronde begonnen. Er is niets gewijzigd. Probeer het opnieuw.
signing-error-issued-already = In een ronde zijn voor jouw plaats al penningen gegeven, met een andere kaart. Gebruik die kaart voor de eisen van die ronde. Deze krijgt penningen van latere rondes.
signing-error-keys-changed = Intussen is een eis geopend of gesloten. Er is niets gewijzigd. Probeer het opnieuw.
signing-error-bad-request = De server van de vakbond nam niet aan wat deze pagina verzond. Er is niets gewijzigd. Laad de pagina opnieuw; gebeurt het weer, meld het dan je vakbond.
signing-error-demand-unknown = Deze eis is er niet meer. Er is niets gewijzigd. Laad de pagina opnieuw.
signing-error-other-version = De tekst is intussen veranderd. Er is niets getekend. Lees hem zoals hij nu is.
signing-error-turn-used = Je hebt hier al getekend of ingetrokken, in een ander tabblad, op een ander apparaat of op een ander moment. Deze keuze is niet aangenomen. Als je nieuwste verzenden?
signing-error-turns-spent = Je bent hier zo vaak als mogelijk van gedachten veranderd: opnieuw tekenen kan niet meer. Intrekken kan nog.
signing-error-closed = De eis is intussen gesloten. Er is niets gewijzigd.
signing-error-bad-state = Wat het prikbord zegt, is onleesbaar. Er is niets gewijzigd. Probeer het later opnieuw; gebeurt het weer, meld het dan je vakbond.
signing-error-newer-state = Deze pagina is ouder dan het prikbord. Laad of bewaar de pagina opnieuw.
signing-error-bad-address = Dit is geen adres van een prikbord. Het begint met https://
signing-error-bad-token = Het antwoord van de vakbond is geen geldige penning. Het is niet bewaard. Probeer het later opnieuw; gebeurt het weer, meld het dan je vakbond.
signing-error-other-list = Dit is niet de lijst die het prikbord noemt. Laad de pagina opnieuw; gebeurt het weer, meld het dan je vakbond en anderen.
signing-error-other-row = In de lijst staat je handtekening niet zoals je die gaf. Bewaar je kaart en penningen, en meld het je vakbond en anderen.
signing-error-bad-file = Dit bestand bevat geen kaart en geen penningen, of is veranderd. Kies een ander.
signing-error-broken = De tekst of de toestemming klopt niet met de controlesom. Teken niet; meld het je vakbond.
signing-error-failed = Er ging iets mis op deze pagina. Wat je hebt, is niet verloren. Laad de pagina opnieuw.
