refusal-contract-unknown = Geen zoekopdracht van deze server volgt dit contract. Kies er een uit de lijst: `/contracten lijst`.

fault-unreachable = De bron was niet bereikbaar of antwoordde niet op tijd. De bot blijft het proberen.
fault-timeout = De bron was niet bereikbaar of antwoordde niet op tijd. De bot blijft het proberen.
fault-busy = De bron is overbelast. De bot blijft het proberen.
fault-server-error = De bron antwoordde met een eigen fout. De bot blijft het proberen.
fault-refused =
    { $source ->
        [page] De site laat de bot deze pagina niet lezen. De bot blijft het proberen; blijft het zo en gaat de pagina in een browser wel open, dan houdt de site programma’s buiten: verwijder de zoekopdracht en kies een andere pagina.
        [feed] De site laat de bot deze feed niet lezen. De bot blijft het proberen; blijft het zo en gaat de feed in een browser wel open, dan houdt de site programma’s buiten: verwijder de zoekopdracht en kies een andere feed.
       *[other] De bron weigert deze zoekopdracht. Blijft het zo, wijzig die dan: `/organise do:watch edit`.
    }
fault-bad-answer = Het antwoord van de bron is niet te lezen. De bot blijft het proberen; blijft het zo, zeg het dan tegen wie hem beheert.
fault-pages-missing = De lijst van de bron is onvolledig: een pagina ontbreekt, komt dubbel of klopt niet met het totaal. Er wordt niets overgeslagen: de bot leest hetzelfde deel opnieuw tot het volledig is. Blijft het zo, zeg het dan tegen wie de bot beheert.
fault-filter-ignored = De bron negeerde een deel van de zoekopdracht, dus het antwoord is niet gebruikt. Blijft het zo, zeg het dan tegen wie de bot beheert.
fault-too-many = Meer dan 1.000 contracten voldoen. Maak de zoekopdracht nauwer: `/organise do:watch edit`.
fault-gone = De bron kent dit adres niet meer. Heeft je team het opgegeven, zoek het dan op in een browser en geef de zoekopdracht het nieuwe adres: `/organise do:watch edit`. Zo niet, zeg het dan tegen wie de bot beheert.
fault-too-big = Het antwoord is langer dan de bot kan lezen. Blijft het zo, maak de zoekopdracht dan nauwer of geef een ander adres op: `/organise do:watch edit`.
fault-too-complex = Het antwoord is te ingewikkeld, dus de bot is gestopt met lezen. Er is niets gewijzigd. Blijft het zo, verwijder de zoekopdracht en kies een ander adres.
fault-allowance = De antwoorden van vandaag van deze bron nemen alle ruimte in die een zoekopdracht, of alle zoekopdrachten van een server, op een dag mogen gebruiken. Morgen wordt er verder gelezen. Blijft het zo, maak de zoekopdracht dan nauwer: `/organise do:watch edit`.
fault-no-host = Op dit adres is geen openbare website. Controleer hoe het is geschreven en verbeter het: `/organise do:watch edit`.
fault-not-public = Dit adres leidt naar een privénetwerk, en de bot leest alleen openbare adressen. Geef de zoekopdracht een openbaar adres: `/organise do:watch edit`.
fault-not-loopback = In de demonstratie leest de bot alleen wat een programma op deze computer nadoet: geen bron op internet.
fault-moved = Het adres leidt nu naar een andere site, waar de bot niet heen gaat. Open het in een browser en geef de zoekopdracht het adres waar je aankomt: `/organise do:watch edit`. Heeft je team nooit een adres opgegeven, zeg het dan tegen wie de bot beheert.
fault-not-allowed = De site vraagt programma’s deze pagina niet te lezen, en de bot houdt zich daaraan. Verwijder de zoekopdracht en kies een andere pagina.
fault-left-out = Deze feed heeft meer dan 200 items, en niet alle hebben een datum: de bot leest er 200 en kan niet weten of er bij de rest nieuwere zijn. Is er een kortere feed of een met datums, geef de zoekopdracht dan dat adres: `/organise do:watch edit`.
fault-resting = De bron viel meerdere keren na elkaar uit, dus de bot laat die een tijdje met rust. Hij probeert het vanzelf opnieuw.
fault-partly = Sommige contracten konden niet worden gelezen. Alle andere worden gevolgd zoals gewoonlijk, en de bot probeert deze elke keer opnieuw. Blijft het zo, zeg het dan tegen wie hem beheert.
fault-internal = Er ging iets mis in de bot zelf. Hij blijft het proberen; wie hem beheert vindt de details in het logboek.
