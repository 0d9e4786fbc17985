### /hulp, en de kaart “Is mijn handtekening geheim?”

help-title = Wat deze bot doet
help-intro =
    Nieuws over overheidscontracten: nieuwe, meer geld, verlengingen, correcties.
    Feiten, met hun bronnen.
    Handtekeningen voor de eisen van de vakbond. Niemand krijgt te zien wie tekent.
help-members = Voor iedereen
help-organisers = Voor het campagneteam
help-managers = Voor wie de server beheert
help-news = Alleen bepaald nieuws? Als het campagneteam daarvoor rollen of kanalen in Discord heeft ingesteld, kies ze daar. De bot geeft geen rollen.

## Is mijn handtekening geheim? Elke zin staat in docs/threat-model.md, met de test die de aanvaller speelt.

secret-shown = **De bot toont aan niemand dat je hebt getekend:** niet aan het campagneteam, niet aan de directie.
secret-counts = **Tellingen veranderen voor meerdere mensen tegelijk**, nooit omdat jij net hebt gedrukt.
secret-key = **Je naam wordt niet bewaard:** een code staat ervoor, en alleen wie zowel de gegevens heeft als een geheime sleutel, die apart wordt bewaard tot hij wordt vernietigd, kan die aan jou koppelen.
secret-screen = **Een druk op de knop toont niet of je al had getekend:** het antwoord van de bot is hetzelfde.
secret-discord = **Discord ziet wat je indrukt**, en een rechter kan Discord dwingen dat te zeggen: gaat dat je te ver, vraag je vakbond dan om op papier te tekenen.
secret-page-kept = **Een eis op de pagina van de vakbond is anders:** op die pagina teken je en trek je in, en de bot ziet geen klik. Zonder je kaart of penningenbestand blijkt uit wat bewaard wordt niet welke handtekening van jou is. Bijgehouden wordt wie penningen kreeg: tekenden die bijna allemaal, dan is bijna bekend wie tekende.
secret-more = Het lange antwoord: *{ button-privacy }*, hieronder, en *docs/privacy.md* bij de bestanden van dit programma.

# Achter de knop onder berichten en onder /hulp.
word-line = - **{ $word }**: { $meaning }
words-explained =
    - **Bestelling**: de overheidsdienst koopt.
    - **Toegezegd**: beloofd, al betaald of niet.
    - **Raamovereenkomst**: voorwaarden voor latere bestellingen.
    - **Plafond**: het hoogste bedrag dat alle bestellingen mogen bereiken, geen uitgegeven geld.
    - **Wijziging**: een wijziging van een bestelling.
    - **Optie**: een vooraf afgesproken verlenging.
