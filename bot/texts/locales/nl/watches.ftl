refusal-contract-unknown = Geen zoekopdracht van deze server volgt dit contract. Kies er een uit de lijst: `/contracten lijst`.

fault-unreachable = De bron was niet bereikbaar of antwoordde niet op tijd. De bot blijft het proberen.
fault-timeout = De bron was niet bereikbaar of antwoordde niet op tijd. De bot blijft het proberen.
fault-busy = De bron is overbelast. De bot blijft het proberen.
fault-server-error = De bron antwoordde met een eigen fout. De bot blijft het proberen.
fault-refused =
    { $source ->
        [page] De site laat de bot deze pagina niet lezen. De bot blijft het proberen; blijft het zo en gaat de pagina in een browser wel open, dan houdt de site programma’s buiten: verwijder de zoekopdracht en kies een andere pagina.
        [feed] De site laat de bot deze feed niet lezen. De bot blijft het proberen; blijft het zo en gaat de feed in een browser wel open, dan houdt de site programma’s buiten: verwijder de zoekopdracht en kies een andere feed.
       *[other] De bron weigerde de vraag. Blijft het zo, verwijder de zoekopdracht en voeg ze met andere woorden toe.
    }
fault-bad-answer = De bron antwoordde iets onleesbaars. De bot blijft het proberen; blijft het zo, zeg het dan tegen wie hem beheert.
fault-pages-missing = De bron brak haar lijst af: een pagina ontbreekt, komt dubbel of klopt niet met het totaal. Er wordt niets overgeslagen: de bot leest hetzelfde deel opnieuw tot het heel is. Blijft het zo, zeg het dan tegen wie de bot beheert.
fault-filter-ignored = De bron hield geen rekening met de hele vraag, dus het antwoord is niet gebruikt. Blijft het zo, zeg het dan tegen wie de bot beheert.
fault-too-many = Meer dan 1.000 contracten passen. Verwijder de zoekopdracht en voeg een nauwere toe.
fault-gone = De bron kent dit adres niet meer. Hebben jullie het opgegeven, zoek het dan op in een browser, verwijder de zoekopdracht en voeg ze toe met het adres van nu. Zo niet, zeg het dan tegen wie de bot beheert.
fault-too-big = Het antwoord is langer dan wat de bot leest. Blijft het zo, verwijder de zoekopdracht en voeg een nauwere toe, of een met een ander adres.
fault-too-complex = Het antwoord is te ingewikkeld, dus de bot is gestopt met lezen. Er is niets gewijzigd. Blijft het zo, verwijder de zoekopdracht en kies een ander adres.
fault-no-host = Op dit adres is geen openbare website. Controleer hoe het is geschreven, verwijder de zoekopdracht en voeg ze toe met het juiste adres.
fault-not-public = Dit adres leidt naar een privénetwerk, en de bot leest alleen openbare adressen. Verwijder de zoekopdracht en voeg ze toe met een openbaar adres.
fault-not-loopback = In de demonstratie leest de bot alleen deze machine: USAspending, dat hier door een programma wordt gespeeld, en adressen op 127.0.0.1.
fault-moved = Het adres leidt nu naar een andere site, waar de bot niet vanzelf heen gaat. Open het in een browser, verwijder de zoekopdracht en voeg ze toe met het adres waar je aankomt. Hebben jullie nooit een adres opgegeven, zeg het dan tegen wie de bot beheert.
fault-not-allowed = De site vraagt programma’s deze pagina niet te lezen, en de bot houdt zich daaraan. Verwijder de zoekopdracht en kies een andere pagina.
fault-left-out = Deze feed heeft meer dan 200 items, en niet alle hebben een datum: de bot leest er 200 en kan niet weten of er bij de rest nieuwere zijn. Is er een kortere feed of een met datums, verwijder de zoekopdracht en voeg ze toe met dat adres.
fault-resting = De bron viel meermaals na elkaar uit, dus de bot laat haar een tijdje met rust. Hij probeert het vanzelf opnieuw.
fault-partly = Sommige contracten konden niet worden gelezen. Alle andere worden gevolgd zoals gewoonlijk, en de bot probeert deze bij elke lezing opnieuw. Blijft het zo, zeg het dan tegen wie hem beheert.
fault-internal = Er ging iets mis in de bot zelf. Hij blijft het proberen; wie hem beheert vindt de details in het technische logboek.
