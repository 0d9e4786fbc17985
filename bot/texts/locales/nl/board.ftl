## Het prikbord: een openbare website met wat de bot in Discord heeft geplaatst en gepubliceerd

board-description = Wat de vakbond eist, hoeveel mensen hebben getekend en wat openbare bronnen zeggen.
board-pages = Pagina’s
board-languages = Talen
board-skip = Naar de tekst
board-turn = Pagina’s van de lijst
board-page-of = { $title }: { $page }
board-menu-demands = Eisen
board-menu-contracts = Contracten
board-menu-facts = Feiten
board-menu-updates = Nieuws
board-menu-verify = Een telling controleren
board-menu-sign = Tekenen
board-made = Gemaakt door Tocsin op { $day }.
board-about = Over dit prikbord
board-no-demands = Er is nog geen eis open.
board-money-title = { $amount } { $source ->
        [decp] voor hele contracten
       *[other] vastgelegd
    }{ $since ->
        [none] {""}
       *[month] {" "}sinds { $since }
    }
board-sold = { $word }: { $meaning }.
board-progress = Voortgang naar het doel
board-latest = Wat er onlangs is gewijzigd
board-all-updates = Al het nieuws
board-all-facts = Alle feiten
board-money = Het geld door de tijd, als grafiek en tabel
board-all-contracts = Alle contracten
board-column-contract = Contract
board-column-since = Sinds
board-column-amount = Bedrag
board-column-ceiling = Plafond
board-press = Voor de pers
board-press-publisher = Gepubliceerd door { $name }.
board-press-contact = Contact: { $contact }
board-press-right = U kunt schrijven:
board-press-wrong = Schrijf alstublieft niet:
board-press-money = { $said } voor: { $what } ({ $source })
board-press-ceiling = „{ $amount } betaald”: dat is een maximum, geen uitgave
board-press-employees = „{ $count } werknemers tekenden”: niemand controleerde wie er werkt

board-undated = Zonder datum
board-feed-count =
    { $count ->
        [one] { $count } handtekening: { $title }
       *[other] { $count } handtekeningen: { $title }
    }

## Een eis

board-demand-text = Wat er wordt getekend
board-seen-by =
    { $way ->
        [page] Je tekent op de pagina van de vakbond, zonder account: Discord en de bot zien geen klik. De vakbond houdt bij wie penningen kreeg.
        [paper] Er wordt op papier getekend: de bot bewaart geen naam en Discord ziet er geen.
       *[discord] Discord ziet wie op Tekenen drukt. De bot toont niemand wie heeft getekend.
    }
board-publications = Alle gepubliceerde tellingen
board-publications-caption = Nieuwste eerst. Bewaar een controleregel: daarmee kan iedereen later controleren dat er niets van daarvoor is gewijzigd.
board-column-number = Nr.
board-column-day = Dag
board-column-count = Handtekeningen
board-column-reason = Aanleiding
board-column-head = Controleregel
board-reason-batch = genoeg wijzigingen wachtten
board-reason-late = er was genoeg tijd verstreken
board-reason-opening = de eis is geopend
board-reason-amended = de tekst is gewijzigd
board-reason-closing = de eis werd gesloten
board-reason-ended = de lijst met handtekeningen is gesloten: er volgt niets
board-reason-invalidated =
    { $invalidated ->
        [one] één handtekening is als ongeldig verwijderd
       *[other] { $invalidated } handtekeningen zijn als ongeldig verwijderd
    }
board-reason-restored = de eerste nadat een back-up was teruggezet: enkele tellingen ervoor zijn verloren gegaan
board-head = Bewaar deze controleregel om later na te gaan dat er niets van daarvoor is gewijzigd:
board-head-how = Hoe je die vergelijkt
board-sign = Tekenen op de pagina van de vakbond
board-verify-link = Deze telling controleren
board-ledger-file = Het register downloaden
board-embed = Deze telling op je eigen site tonen
board-embed-how = Plak deze regel in je pagina. De afbeelding toont altijd de laatst gepubliceerde telling, ook in woorden voor schermlezers; ze bevat geen script en plaatst geen cookie.
board-embed-seen = De server van dit prikbord ziet het netwerkadres van iedereen die je pagina opent, net als je eigen server.
board-version = Versie { $number }, van { $day }

## Een contract

board-first-seen = Zoals voor het eerst gezien
board-earlier-actions = { $count } eerdere

## Over het prikbord

board-about-text =
    Dit prikbord toont wat een bot op de Discord-server van de vakbond, “{ $server }”, heeft geplaatst: eisen met hun telling, overheidscontracten, feiten met hun bronnen. Wie heeft getekend, staat er niet.

    Een telling is het aantal handtekeningen op het moment van publicatie. Ernaast staat hoe de ondertekenaars zijn gecontroleerd.
board-compare-title = Krijgt iedereen hetzelfde te zien? Drie stappen
board-compare-steps =
    1. Bewaar een controleregel: die staat onder een telling, hier of in het aankondigingskanaal van de vakbond op Discord, en eindigt op 32 tekens, in groepjes van vier.
    2. Open later *Een telling controleren*, kies de eis en plak de controleregel die je hebt bewaard.
    3. Staat er dat er niets is gewijzigd, dan is de geschiedenis tot die telling nog die van toen. Vergelijk je controleregel met die van een collega: verschillen ze bij hetzelfde nummer, dan bestaan er twee geschiedenissen en moet de vakbond dat uitleggen.
board-not-shown-title = Wat niemand hier kan zien
board-not-shown =
    - Wie heeft getekend. Dat is met opzet.
    - Of elke handtekening van een persoon is. Dat hangt af van hoe de ondertekenaars zijn gecontroleerd, en van wie daarvoor instaat.
    - Hoeveel mensen tussen twee tellingen in Discord hebben getekend en hoeveel hun handtekening daar hebben ingetrokken. Voor de pagina van de vakbond tonen de rijen het, zonder namen.
    - Of er vóór het begin van een geschiedenis iets is weggelaten, en of de klok van de computer van de bot goed liep: alle dagen zijn volgens die klok.
    - Of deze site iedereen hetzelfde toont. Controleregels vergelijken laat dat zien.
board-data-title = De gegevens
board-data-board = De eisen met alle tellingen, de feiten en de woorden, als JSON
board-data-schema = Wat de velden van de JSON-bestanden betekenen: een JSON-schema
board-data-counts = Alle gepubliceerde tellingen, als CSV
board-data-contracts = De contracten, als CSV
board-data-actions = Hun wijzigingen, als CSV
board-data-feed = Hetzelfde, als JSON-feed
board-data-atom = Wat wordt geplaatst, als Atom-feed om je op te abonneren
board-data-columns = Wat de kolommen van de CSV-bestanden betekenen, in het Engels
board-data-nested = De contracten met hun wijzigingen, als JSON
board-key = De registers zijn digitaal ondertekend met de sleutel { $key }. Vergelijk die met de sleutel die de vakbond elders heeft gepubliceerd.
board-script = Het script van de handtekeningenpagina heeft de hash `{ $hash }`. In de broncode van de pagina staat dezelfde bij `script-src`: de browser voert geen ander script uit. Vergelijk die met de pagina van een andere vakbond, of met de pagina die bij Tocsin zit, van dezelfde versie.

## Een register controleren

board-verify-what = Je browser rekent elke telling van een eis na en vraagt daarbij niemand iets. Het register is ervoor nodig; met de sleutel van de vakbond en een controleregel die je hebt bewaard, zegt de controle meer.
board-verify-noscript = Deze pagina heeft scripts nodig. Gebruik anders `verify.py` van dit prikbord, of `tocsin verify`.
board-verify-ledger = Eis
board-verify-everything = Alles: alle registers en de gegevens van dit prikbord
board-verify-file = Of bestanden van je eigen apparaat: een register; of meerdere bestanden van een prikbord, met de bijbehorende manifest.json en manifest.sig
board-verify-key = De sleutel van de vakbond of de vingerafdruk ervan, als je die hebt
board-verify-head = Een controleregel die je hebt bewaard, als je die hebt
board-verify-row = Je eigen rij of de sleutel ervan, als je die hebt bewaard
board-verify-receipt = Het bestand met je ontvangstbewijzen, van de ondertekenpagina
board-verify-button = Controleren
board-verify-own-title = Als je deze site niet vertrouwt
board-verify-own = Deze pagina komt van de site die ze controleert. Een oneerlijke site zou hier een pagina kunnen zetten die altijd ja zegt. Gebruik er dus een van jezelf: bewaar deze pagina van een ander prikbord, of neem `verify.html` uit de documenten van Tocsin; open die vanaf je eigen apparaat en kies daar de bestanden. Er is geen netwerk voor nodig en er wordt niets verzonden.
board-check-verdict-good = Alles wat is gecontroleerd, klopt.
board-check-verdict-wrong = Er klopt iets niet.
board-check-counts = De publicaties vormen één keten: { $publications }, laatste telling: { $count }.
board-check-key = Het register is ondertekend met de sleutel die je opgaf.
board-check-head = Tot en met publicatie { $number } is er niets gewijzigd sinds de controleregel die je hebt bewaard.
board-check-restored = Vóór publicatie { $number } ontbreken publicaties: volgens haar gingen die verloren toen een back-up werd teruggezet. Niemand kan zeggen of dat klopt, of dat iemand ze heeft weggelaten.
board-check-clock = Publicatie { $number } heeft een eerdere datum dan de vorige: de klok van de computer is teruggezet.
board-check-compare-key = Het register is ondertekend met de sleutel { $key }. Vergelijk die met de sleutel die de vakbond heeft gepubliceerd.
board-check-no-ed25519 = Deze browser kan geen digitale handtekeningen controleren (Ed25519). Al het andere is gecontroleerd.
board-check-signature = De digitale handtekening is ongeldig: er is iets gewijzigd na het ondertekenen.
board-check-other-key = Het register is ondertekend met een andere sleutel dan de jouwe: { $key }.
board-check-head-unread = De controleregel is niet te lezen: kopieer nog eens de hele regel.
board-check-head-other = Publicatie { $number } is niet die waarvan je de controleregel hebt bewaard: dit is een andere geschiedenis.
board-check-head-absent = Publicatie { $number }, waarvan je de controleregel hebt bewaard, is er niet: verwijderd of verloren gegaan.
board-check-head-changed = De controleregel in het bestand hoort niet bij de laatste publicatie: er is er een afgeknipt, of de controleregel is gewijzigd.
board-check-no-ledger = Dit is geen register zoals Tocsin het schrijft: het is een ander soort bestand, is afgekapt of is gewijzigd.
board-check-text = De controlesom van versie { $number } van de tekst klopt niet met de tekst.
board-check-no-text = Publicatie { $number }: de getekende tekst staat niet in het bestand.
board-check-missing = Vóór publicatie { $number } ontbreekt er een, of er is er een te veel.
board-check-other-demand = Publicatie { $number } hoort bij een andere eis.
board-check-negative = Publicatie { $number } bevat een negatief getal.
board-check-lost-nothing = Publicatie { $number } zegt dat er iets verloren ging, maar niet wat.
board-check-previous = Publicatie { $number } bevat niet de controlesom van de vorige: er is iets gewijzigd of verwijderd.
board-check-hash = Publicatie { $number }: de controlesom klopt niet met de inhoud.
board-check-verdict-part = Wat is gecontroleerd, klopt. Niet alles is gecontroleerd: de regels met een streepje zeggen wat ontbreekt.
board-check-verdict-none = Er is niets gecontroleerd.
board-check-checking = Bezig met controleren…
board-check-choose = Kies eerst een bestand.
board-check-no-crypto = Deze browser berekent hier geen controlesommen. Bewaar deze pagina, open die vanaf je eigen apparaat en kies een bestand; of gebruik verify.py.
board-check-unreachable = Een bestand kon niet worden gelezen. Download het en kies het hier.
board-check-ledger = Het is het register van “{ $title }” ({ $demand }).
board-check-files = Bestanden ongewijzigd, zoals in de ondertekende lijst: { $number }. De lijst is van { $day }.
board-check-head-newer = Het register eindigt vóór publicatie { $number }, waarvan je de controleregel hebt bewaard: het bestand is ouder dan je controleregel, of er is iets verwijderd.
board-check-head-demand = De controleregel die je hebt bewaard, is van een andere eis: { $demand }.
board-check-key-unread = De sleutel is niet te lezen: die moet 64 tekens hebben, de vingerafdruk 32. Kopieer hem opnieuw.
board-check-too-large = Het bestand is groter dan welk register ook, en is niet gelezen.
board-check-newer-format = Dit is gemaakt door een nieuwere versie van Tocsin: gebruik de pagina of het programma van die versie.
board-check-no-list = Er is geen bestandslijst zoals Tocsin die schrijft (manifest.json en manifest.sig), of die is gewijzigd.
board-check-file-changed = { $name } is gewijzigd: het is niet zoals in de ondertekende lijst.
board-check-file-missing = { $name } ontbreekt.
board-check-file-added = { $name } staat niet in de ondertekende lijst: toegevoegd of hernoemd.
board-check-other-ledger = { $name } is het register van een andere eis: { $demand }.
board-check-other-counts = { $name } zegt niet hetzelfde als de registers.
board-check-not-shown = Dit toont niet wie heeft getekend, niet dat elke handtekening van een persoon is, en niet dat anderen hetzelfde te zien kregen.
board-check-after-end = Publicatie { $number } komt na de publicatie die de lijst met handtekeningen heeft gesloten.
board-check-no-rows = Publicatie { $number } heeft geen rijen, en een andere telling dan de vorige.
board-check-opening = Publicatie { $number }: een eis die op de pagina wordt getekend, begint met nummer 1, dat niets telt, en maar één keer.
board-check-issuing-key = Publicatie { $number }: de uitgiftesleutel is er geen zoals Tocsin die maakt.
board-check-other-issuing-key = Publicatie { $number } heeft een andere uitgiftesleutel dan de vorige.
board-check-page-entry = Publicatie { $number } zegt wat geen eis kan zeggen die op de pagina is getekend: Tocsin heeft die niet gemaakt.
board-check-issued = Publicatie { $number }: { $count } handtekeningen, { $issued } uitgegeven penningen en { $places } plaatsen op de ledenlijst kloppen niet met elkaar of zijn niet in tientallen gegeven.
board-check-consent = De controlesom van versie { $number } van de toestemming klopt niet met de toestemming.
board-check-rows-missing = { $name } ontbreekt: de rijen van publicatie { $number }.
board-check-rows-hash = { $name } is niet het bestand dat publicatie { $number } noemt: een rij is gewijzigd, toegevoegd of verwijderd.
board-check-index-hash = Publicatie { $number }: de index die zij noemt, is niet die van { $name }.
board-check-rows-count = Publicatie { $number } zegt { $count }, en de rijen geven { $found }.
board-check-rows-issued = Publicatie { $number }: { $found } sleutels hebben rijen, en er zijn maar { $issued } penningen uitgegeven.
board-check-row-form = { $name }, regel { $row }: dit is geen rij zoals Tocsin die schrijft.
board-check-row-twice = { $name }, regel { $row }: deze heeft dezelfde sleutel als de regel ervoor.
board-check-row-order = { $name }, regel { $row }: de rijen staan niet in de volgorde van hun sleutels.
board-check-row-turn = { $name }, regel { $row }: van deze sleutel is al een rij met deze of een latere beurt gepubliceerd.
board-check-row-version = { $name }, regel { $row }: geen publicatie tot en met deze noemt de versie die hier wordt getekend.
board-check-row-late = { $name }, regel { $row }: hij ondertekent na de sluiting, toen niemand meer kon ondertekenen.
board-check-row-token = { $name }, regel { $row }: de penning is niet uitgegeven met de sleutel van deze eis.
board-check-row-signature = { $name }, regel { $row }: de handtekening is niet die van deze sleutel voor deze eis en voor wat de rij zegt.
board-check-rows-more = { $name }: er zijn nog { $number } fouten in de rijen.
board-check-rows = Rijen één voor één gecontroleerd: { $number }, van { $found } sleutels. Elke rij heeft een penning die met de ene sleutel van de eis is uitgegeven, en samen geven ze elke telling.
board-check-rows-unchecked = De rijen zijn niet gecontroleerd. Kies hun bestanden samen met het register, of zet ze ernaast: { $name } enzovoort.
board-check-rounds = Elke uitgiftesleutel is van een aangekondigde ronde, en opent één eis.
board-check-rounds-unchecked = Er is geen rounds.json: of de uitgiftesleutel was aangekondigd, is niet gecontroleerd.
board-check-rounds-unread = { $name } is niet de lijst van rondes zoals Tocsin die schrijft, of de handtekening is niet geldig.
board-check-round = { $name }, ronde { $number }: deze volgt niet op de vorige, de controlesom klopt niet, of een van de sleutels kwam al voor.
board-check-round-no-key = De uitgiftesleutel van { $demand } staat in geen aangekondigde ronde.
board-check-key-twice = { $demand } en { $other } hebben dezelfde uitgiftesleutel, en elke sleutel opent één eis.
board-check-timestamps-unchecked = De tijdstempels zijn hier niet gecontroleerd. Controleer ze met tocsin verify, of met OpenSSL in een map zoals { $name }: openssl ts -verify -in 1.tsr -data document.json -CAfile ROOT.pem. ROOT.pem is het rootcertificaat, van de autoriteit zelf.
board-check-own = Je rij staat er, volledig: { $name }, regel { $row }.
board-check-own-signed = De laatste rij met je sleutel tekent versie { $version }: { $name }, regel { $row }.
board-check-own-withdrawn = De laatste rij met je sleutel trekt in: { $name }, regel { $row }.
board-check-own-newer = Een nieuwere rij dan de jouwe heeft je sleutel: { $name }, regel { $row }. Als jij die niet hebt gemaakt, heeft iemand je kaart of je penningen.
board-check-own-other = { $name }, regel { $row }, heeft je sleutel en is niet je rij. Bewaar ze allebei, en laat ze aan anderen zien.
board-check-own-absent = Je rij staat niet tussen de gepubliceerde. Sommige wachten op de volgende telling; als de lijst met handtekeningen van de eis is gesloten, geen enkele.
board-check-own-unread = Je rij is niet te lezen: kopieer de hele regel, of de sleutel van 86 tekens.
board-check-not-shown-page = Het toont ook niet dat de ledenlijst klopt, dat elke penning naar een lid ging, of dat leden op de gepubliceerde pagina hebben getekend. En geen controle vindt handtekeningen die iemand met de uitgiftesleutel zette voor leden die penningen kregen en niet tekenden: tot het aantal uitgegeven penningen.
board-check-progress = Gecontroleerde rijen: { $number }…
board-check-other-format = Publicatie { $number } heeft een ander formaat dan de vorige.
board-check-other-box-key = Publicatie { $number } noemt een andere sleutel van de stembus dan de vorige.
board-check-places = “{ $demand }”: { $first_places } plaatsen op de ledenlijst bij de opening, nu { $places }; toen { $first_issued } uitgegeven penningen, nu { $issued }.
board-check-places-fell = Publicatie { $number } noemt { $now } plaatsen op de ledenlijst, en de vorige { $before }: het worden er nooit minder.
board-check-issued-fell = Publicatie { $number } noemt { $now } uitgegeven penningen, en de vorige { $before }: het worden er nooit minder.
board-check-figures-changed = Publicatie { $number } noemt andere aantallen plaatsen of uitgegeven penningen dan de sluiting, waarna niemand meer een penning krijgt.
board-check-round-fell = Publicatie { $number } van “{ $demand }” heeft minder plaatsen of uitgegeven penningen dan een eerdere van “{ $other }”, uit dezelfde ronde { $round }.
board-check-file-odd = { $name } is een link, een pipe of iets dergelijks, en geen bestand: het is niet geopend.
board-check-archive-odd = { $name }: het archief is beschadigd, of de lijst van bestanden klopt niet met de inhoud. Elk programma zou andere bestanden uitpakken: pak het uit en controleer de map.
board-check-document-unchecked = { $name } is te groot en is niet gecontroleerd. De ondertekende lijst van bestanden dekt het.
board-check-void = ONGELDIG: de lijst van “{ $demand }” is op { $day } ongeldig verklaard. De tellingen bewijzen niets.
board-check-verdict-void = Ongeldig: de tellingen bewijzen niets, ook al is er niets gewijzigd.
board-check-receipt = De stembus van “{ $demand }” heeft je rij aangenomen: het ontvangstbewijs is geldig.
board-check-receipt-waits = Je rij van “{ $demand }” is nog niet gepubliceerd: ze wacht. Alle wachtende rijen verschijnen als de eis sluit; latere intrekkingen als de lijst sluit.
board-check-receipt-none = Het bestand heeft geen ontvangstbewijs voor wat hier is gecontroleerd. Bewaar je rij: de lijst laat zien of ze is gepubliceerd.
board-check-receipt-unread = Het bestand met het ontvangstbewijs is niet te lezen: neem het zoals de ondertekenpagina het heeft bewaard.
board-check-receipt-wrong = Het ontvangstbewijs is niet van de stembus van “{ $demand }” voor deze rij.
board-check-row-struck = De stembus heeft je handtekening voor “{ $demand }”, of je intrekking, aangenomen, en die staat niet in de lijst. Dit bestand bewijst het, tenzij je van gedachten veranderde voordat ze werd gepubliceerd. Het laat ook zien dat je hebt getekend.
board-check-not-shown-evidence = Dit laat zien dat de bot met deze sleutel dit bewijs heeft samengesteld, niet dat hij de bronnen getrouw heeft gekopieerd: vergelijk met de bronnen.
