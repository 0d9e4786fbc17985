### Lijsten van contracten, en één contract met alles wat ervan bekend is.

## /contracten lijst en zoeken

contracts-title = Contracten
contracts-title-kind =
    { $kind ->
        [order] Bestellingen
        [vehicle] Raamovereenkomsten
        [notice] Aankondigingen
        [article] Artikelen
        [page] Gevolgde pagina’s
       *[contract] Contracten die op zichzelf staan
    }
contracts-found = Contracten bij “{ $words }”
contracts-none = Hier is nog geen contract bekend. Tot de bot weer leest, kan het enkele uren duren; `/nieuws status` toont wanneer.
contracts-none-of-kind = Van deze soort is hier geen bekend. `/contracten lijst` zonder keuze toont alles.
contracts-no-watch = Nog geen zoekopdracht: het campagneteam voegt er een toe met `/organise do:watch add`.
contracts-not-found = Niets past bij “{ $words }”. Probeer een contractnummer, een deel van een naam of een bedrag, zoals 4.816.782,50.
line-obligated =
    { $source ->
        [decp] { $amount } voor het hele contract, exclusief btw
       *[other] { $amount } toegezegd
    }
line-ceiling = plafond { $amount }, een maximum
line-until = tot { $date }
line-changed = laatste wijziging: { $date }
line-parties =
    { $supplier ->
        [none] { $buyer }
       *[other] { $buyer } → { $supplier }
    }
line-notice = bedrag erin: { $amount }
line-published = van { $date }
line-planned = gepland
line-source = { $source }, gelezen op { $date }

## /contracten tonen

contract-buyer =
    { $kind ->
        [notice] Opdrachtgever
        [article] Gepubliceerd door
       *[other] Opdrachtgever
    }
contract-unit = Kantoor
contract-funder = Gefinancierd door
contract-supplier =
    { $kind ->
        [notice] Genoemde leverancier
       *[other] Leverancier
    }
contract-buyer-parent = De opdrachtgever hoort bij
contract-supplier-parent = De leverancier hoort bij
contract-uei = UEI { $uei }
contract-obligated =
    { $source ->
        [decp] Voor het hele contract, exclusief btw
       *[other] Tot nu toe toegezegd
    }
contract-exercised = Met de tot nu toe gelichte opties
contract-options = Met alle opties, hoogstens
contract-ceiling = Plafond voor alle bestellingen, geen uitgegeven geld
contract-parent-ceiling = Plafond van de raamovereenkomst, geen uitgegeven geld
contract-ordered = Toegezegd op de bestellingen
contract-paid = Uitbetaald
contract-signed = Ondertekend op
contract-start = Begin
contract-end =
    { $kind ->
        [vehicle] Laatste dag om te bestellen
       *[other] Einde
    }
contract-potential-end = Einde als alle opties worden gelicht
contract-missing =
    { $withdrawn ->
        [yes] Op de vraag naar dit nummer zegt de bron sinds { $date } dat er geen contract met dit nummer is. Wat er eerder stond, is hier te zien en als bewijs bewaard.
       *[no] De bron kent dit contract sinds { $date } niet. Zulke gaten duren vaak enkele dagen. Wat er eerder stond, is hier te zien.
    }
contract-unmatched = De zoekopdracht vindt het sinds { $date } niet. De bron heeft het nog, en het wordt nog gevolgd.
contract-planned = Gepland: een voornemen van de opdrachtgever. Het is geen contract en zegt geen geld toe.
contract-partial = Alleen een deel van de wijzigingen is gelezen: wat hier staat, is geen totaal.
contract-removed = De pagina staat niet meer op het bekende adres. Hier staat wat er het laatst op stond.
contract-moved = Het adres van de pagina leidt nu ergens anders heen (op { $host }). Hier staat wat er het laatst op de pagina stond.
contract-not-matched = Alleen gevolgd omdat er bestellingen onder vallen die bij een zoekopdracht passen.
contract-family = Raamovereenkomst en bestellingen, nooit opgeteld
family-vehicle =
    { $ceiling ->
        [none] Raamovereenkomst { $number }
       *[other] Raamovereenkomst { $number }: tot { $ceiling } voor alle bestellingen, geen uitgegeven geld
    }
family-this =
    { $kind ->
        [order] Deze bestelling: { $shown }
        [vehicle] Deze raamovereenkomst: { $shown }
       *[contract] Dit contract: { $shown }
    }
family-ordered =
    { $count ->
        [none] De bestellingen: { $amount } toegezegd
        [one] De ene bestelling: { $amount } toegezegd
       *[other] De { $count } bestellingen: { $amount } toegezegd
    }
family-known =
    { $count ->
        [0] Geen van de bestellingen is hier bekend
        [one] Eén van de bestellingen is hier bekend:
       *[other] { $count } van de bestellingen zijn hier bekend:
    }
family-others =
    { $count ->
        [0] Geen andere bestelling eronder is hier bekend
        [one] Eén andere bestelling eronder is hier bekend:
       *[other] { $count } andere bestellingen eronder zijn hier bekend:
    }
contract-orders-more =
    { $count ->
        [one] en nog één: zie `/contracten zoeken { $number }`
       *[other] en nog { $count }: zie `/contracten zoeken { $number }`
    }
contract-code-naics = Bedrijfstak (NAICS)
contract-code-psc = Product of dienst (PSC)
contract-code-cpv = Wat wordt gekocht (CPV)
contract-code-notice-type = Soort aankondiging
contract-code-procedure = Procedure
contract-code-nature = Aard
contract-code-award-procedure = Gunningsprocedure
contract-code-linked-notice = Hoort bij aankondiging
contract-code-planned-notice = Gepland in aankondiging
notice-type-pin-only = aankondiging van een geplande aankoop
notice-type-cn-standard = aanbesteding
notice-type-cn-social = aanbesteding, sociale en andere specifieke diensten
notice-type-cn-desg = aankondiging van een prijsvraag
notice-type-can-standard = gunning van een contract
notice-type-can-social = gunning van een contract, sociale en andere specifieke diensten
notice-type-can-desg = uitslag van een prijsvraag
notice-type-can-modif = wijziging van een lopend contract
notice-type-veat = aankondiging vóór een gunning zonder aanbesteding
notice-type-corr = rectificatie van een aankondiging
notice-type-appel-offre = aanbesteding
notice-type-attribution = gunning van een contract
notice-type-rectificatif = rectificatie van een aankondiging
notice-type-annulation = geannuleerde procedure
notice-type-modification = wijziging van een lopend contract
notice-type-intention-conclure = aankondiging vóór een gunning zonder aanbesteding
contract-status = Status
status-words =
    { $status ->
        [planned] gepland
        [pending] open, nog niet getekend
        [active] lopend
        [cancelled] geannuleerd
        [terminated] voortijdig beëindigd
        [closed] afgesloten
        [removed] niet meer aanwezig
        [moved] leidt ergens anders heen
       *[other] { $status }
    }
kind-words =
    { $kind ->
        [order] Een bestelling: de overheidsdienst koopt, hier onder een raamovereenkomst.
        [vehicle] Een raamovereenkomst: voorwaarden en een plafond voor latere bestellingen. Alleen bestellingen zeggen geld toe.
        [notice] Een aankondiging: die kondigt een plan, aanbesteding of gunning aan en zegt zelf geen geld toe.
        [article] Een artikel: aangehaald, niet gegarandeerd.
        [page] Een gevolgde webpagina: aangehaald, niet gegarandeerd.
       *[contract] Een contract dat op zichzelf staat: er is geen raamovereenkomst bekend waar het onder valt.
    }
contract-also =
    { $count ->
        [one] Hetzelfde contract in een andere bron, herkend aan een kenmerk dat beide geven:
       *[other] Hetzelfde contract in andere bronnen, herkend aan kenmerken die ze delen:
    }
contract-published = Datum
contract-history = Geschiedenis, nieuwste eerst
contract-history-none = De bron vermeldt geen wijziging.
contract-action =
    { $named ->
        [base] Eerste gunning
        [yes] { $number }
       *[no] zonder nummer
    }
contract-action-undated = zonder datum
contract-action-amount =
    { $sign ->
        [plus] +{ $amount }
        [minus] −{ $amount }, eraf
        [zero] geen geld
       *[none] bedrag niet vermeld
    }
contract-revised = Gecorrigeerd: tot { $until } stond er { $old }.
contract-action-code =
    { $reason ->
        [none] code { $code }
       *[other] { $reason } (code { $code })
    }
effect-ceiling = Tegelijk gezien – Plafond: { $old } → { $new }
effect-end = Tegelijk gezien – { the-end }: { $old } → { $new }
effect-supplier = Tegelijk gezien – Leverancier: { $old } → { $new }
contract-subcontracts =
    { $source ->
        [usaspending] Alleen gemelde ondercontracten staan erbij. Veel ervan worden laat gemeld, en onder 30.000 dollar is melden niet verplicht.
        [decp] Alleen gemelde ondercontracten staan erbij: ook anderen kunnen een deel van het werk doen.
       *[other] Onderaannemers staan er niet bij: anderen kunnen een deel van het werk doen.
    }

## Wat de knoppen van een contract openen

button-more = Meer
button-first-seen = Zoals voor het eerst gezien
button-figures = Cijfers door de tijd heen
button-text = De tekst

figures-title = Cijfers door de tijd heen: { contract-name }
figures-why = Uit wat de bot heeft gelezen, omdat de bron geen geschiedenis van deze cijfers bijhoudt. Elke regel is een keer lezen met nieuwe cijfers.
figures-none = Er zijn geen cijfers gelezen.
figures-ordered = Toegezegd op alle bestellingen
figures-before = { $value } (eerder: { $old })

first-seen-title = Zoals voor het eerst gezien: { contract-name }
first-seen-date = Voor het eerst gelezen op { $date }. Het kan eerder openbaar zijn geweest.
first-seen-answers =
    { $count ->
        [0] Van toen is geen antwoord van de bron bewaard.
        [one] Bewaard zoals het toen werd gelezen:
       *[other] Bewaard zoals ze toen werden gelezen:
    }
first-seen-answer = { $source }, { $moment }, { $size } bytes
first-seen-part = Gelezen in een lijst van meerdere contracten: dit stond er over dit contract.
first-seen-none = Het antwoord van de bron dat er geen contract met dit nummer is.
first-seen-hash = SHA-256
first-seen-attached = bijgevoegd als { $name }
first-seen-too-large = Te groot om bij te voegen; het zit in het bewijs dat het campagneteam exporteert.
first-seen-more =
    { $count ->
        [one] en nog één antwoord, in het bewijs dat het campagneteam exporteert
       *[other] en nog { $count } antwoorden, in het bewijs dat het campagneteam exporteert
    }
first-seen-why = Een bestand met de SHA-256 hierboven is byte voor byte wat is bewaard.

text-title = Tekst: { contract-name }
text-read = { $source }, zoals gelezen op { $date }. Dit zijn de woorden van wie het publiceerde.
text-part = Deel { $part } van { $total }
text-none = Er is geen tekst van bewaard.

## Wat niet kon

refusal-search-too-short = Typ minstens één letter of cijfer van wat je zoekt.
