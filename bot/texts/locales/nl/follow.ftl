gathered-why = Sinds { $since }, het grootste eerst:
digest-next-day = Vanaf nu komen wijzigingen hier één keer per dag.
digest-next-week = Vanaf nu komen wijzigingen hier één keer per week.
status-gathered =
    { $count ->
        [one] 1 nieuwsbericht wacht op het volgende overzicht: { $moment }.
       *[other] { $count } nieuwsberichten wachten op het volgende overzicht: { $moment }.
    }
status-thread-refused = **Er worden geen threads geopend:** de bot heeft in dat kanaal het recht “Openbare threads maken” niet. Berichten komen toch. Campagneteam: geef hem dat recht in de instellingen van het kanaal, onder Rechten.
status-publish-refused = **Berichten gaan niet naar de servers die het kanaal volgen:** de bot mag daar geen berichten sturen. Campagneteam: geef hem dat recht in de instellingen van het kanaal, onder Rechten.
status-unpublished =
    { $count ->
        [one] 1 bericht wacht om naar de servers te gaan die het kanaal volgen: Discord neemt er 10 per uur.
       *[other] { $count } berichten wachten om naar de servers te gaan die het kanaal volgen: Discord neemt er 10 per uur.
    }
help-roles = Alleen bepaald nieuws? Neem deze rollen zelf of doe ze weer weg, in *Kanalen en rollen* boven in de kanaallijst, als ze daar worden aangeboden. De bot geeft geen rollen. Iedereen op deze server kan zien wie er een heeft.
help-role = • { $role }: { $news }
news-contracts = contracten en geld
news-publications = aankondigingen, artikelen en webpagina’s
news-demands = eisen, tellingen en antwoorden
news-deadlines = laatste dagen om te tekenen
