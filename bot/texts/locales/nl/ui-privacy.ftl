### Wat er met gegevens van mensen gebeurt.

## /privacy uitleg

privacy-title = Wat er met je gegevens gebeurt
privacy-stored = **Als je tekent**, bewaart deze bot: de eis, de versie van de tekst en van de toestemming, de dag, je vestiging als je er een koos, en een geheime code in plaats van je naam. Niet je naam, je Discord-account of het tijdstip.
privacy-code = **Alleen een geheime sleutel**, die apart wordt bewaard, leidt van die code naar jou. Is die vernietigd, dan leiden de gegevens, ook in back-ups, naar niemand meer, als er geen kopie van de sleutel over is.
privacy-shown = **De bot toont aan niemand wie heeft getekend**, ook niet aan het campagneteam. Tellingen vatten meerdere wijzigingen samen.
privacy-public = **Wat hier wordt gepubliceerd, staat ook openbaar op internet:** de tellingen, ook per vestiging, nooit wie heeft getekend.
privacy-discord = **Discord (VS) ziet wat je indrukt en wat de bot antwoordt**, en een rechter kan Discord bevelen dat af te geven.
privacy-withdraw = **Je kunt je handtekening intrekken tot de sleutel is vernietigd:** de knop bij de eis of `/eisen intrekken`. Vanaf dat moment is ze weg; de telling volgt later. De server verlaten trekt je handtekening niet in.
privacy-yours = **Een kopie:** `/privacy kopie`, een dag later klaar. **Wissen:** `/privacy wissen`, op alle servers van deze bot. Beide werken ook in privéberichten met de bot.
privacy-unreachable = Als je de bot niet kunt bereiken, schrijf dan naar het contact hieronder.
privacy-unreachable-elsewhere = Als je de bot niet kunt bereiken, schrijf dan naar de vakbond die om je handtekening vroeg.
privacy-server = Wat het campagneteam van deze server zegt
privacy-of-controller = **Wie verantwoordelijk is:** { $text }
privacy-of-contact = **Vragen aan:** { $text }
privacy-of-legal-basis = **Rechtsgrond:** je uitdrukkelijke toestemming, in de EU AVG, art. 6(1)(a) en 9(2)(a). { $text }
privacy-of-recipients = **Wie ze ontvangt:** { $text }
privacy-of-nobody = Het campagneteam heeft nog niet gezegd wie voor de gegevens verantwoordelijk is, hoelang ze worden bewaard en wie ze ontvangt. Tot dan kan hier geen eis worden getekend.
privacy-of-missing = Ontbreekt nog: { $fields }. Tot dat er is kan hier geen nieuwe eis opengaan.

## Achter de knop “Meer over je gegevens”

button-privacy-more = Meer over je gegevens
privacy-more-link = **Als je je account met een code hebt gekoppeld**, bewaart de bot, als geheime codes, dat je account bij een lid op de ledenlijst van de vakbond hoort.
privacy-more-organiser = **Zit je in het campagneteam**, dan wordt vastgelegd wat je doet, met je account versleuteld. Wis je je gegevens, dan wordt 30 dagen later gewist wie het deed.
privacy-more-withdrawn = **Als je een handtekening hebt ingetrokken**, blijft er een geheime code naast de sleutels tot die zijn vernietigd, zodat geen teruggezette back-up een handtekening terugbrengt. Die code is er ook voor wie op de knop drukte zonder ooit te hebben getekend. Gaat hij met de computer verloren, dan kan een oudere back-up de handtekening terugbrengen: trek haar dan opnieuw in.
privacy-more-asked = **Als je om een kopie vroeg**, legt een geheime code dat vast, hoogstens acht dagen.
privacy-more-erased = **Wissen** verwijdert wat er over dit account op alle servers van deze bot wordt bewaard, behalve de code tegen teruggezette back-ups. Back-ups kunnen het nog enkele weken bevatten.
privacy-more-removed = **{ $days } dagen nadat de bot van een server is verwijderd**, worden alle gegevens van die server gewist.
privacy-more-complain = **Je kunt een klacht indienen** bij een toezichthouder voor gegevensbescherming (Nederland: AP, België: GBA).

## De velden

privacy-field-controller = wie verantwoordelijk is
privacy-field-contact = aan wie je iets kunt vragen
privacy-field-legal-basis = de rechtsgrond
privacy-field-recipients = wie ze ontvangt

## /privacy kopie

own-data-noted = Genoteerd. Vanaf { $moment } geeft dezelfde opdracht je { $days } dagen lang het bestand.
own-data-alone = Iedereen krijgt dit antwoord, en morgen een bestand, wat er ook over je wordt bewaard. Haal het op als niemand meekijkt.
own-data = Je gegevens
own-data-here = Wat deze bot over je bewaart, op al zijn servers: één bestand om te lezen, één voor programma’s. Alleen jij ziet dit antwoord, maar het ging door Discord. Bewaar de bestanden waar niemand kijkt, of wis ze.
refusal-own-data-under-way = Je bestanden worden al gemaakt: ze komen als antwoord op je vorige opdracht.
own-data-title = Wat deze bot over je bewaart, op { $moment }
own-data-signatures =
    { $count ->
        [0] Handtekeningen: geen.
       *[other] Handtekeningen: { $count }.
    }
own-data-where = Op “{ $server }”, op { $day }, versie { $version } van de tekst.
own-data-damaged = Op “{ $server }”. Wat verder met deze handtekening werd bewaard, is beschadigd en niet te lezen: schrijf naar het contact in `/privacy uitleg`.
own-data-state-published = Die zit in de gepubliceerde telling.
own-data-state-pending = Die wacht op de volgende publicatie van de telling.
own-data-unit = Vestiging: { $unit }
own-data-held = De sleutel van deze eis wordt langer bewaard wegens een juridisch geschil, hoogstens tot { $day }. Reden: { $reason }
own-data-consent = Waarvoor je toestemming gaf:
own-data-roster = Op “{ $server }” is dit account, met een code die je invoerde, gekoppeld aan een lid op de ledenlijst van de vakbond. Welk lid dat is, wordt alleen als geheime code bewaard. Handtekeningen van voordat dit account werd gekoppeld staan hier niet bij.
own-data-card = Op “{ $server }” de openbare sleutel van de kaart van dit lid voor de pagina van de vakbond: { $key }
own-data-card-code = Op “{ $server }” wacht een code voor een kaart op de pagina van de vakbond op dit lid. Die wordt als geheime code bewaard.
own-data-issued = Op “{ $server }” zijn voor dit lid penningen uitgegeven in ronde { $number }, begonnen op { $day }. Bewaard wordt een code (hash) van elke verborgen waarde die is ondertekend.
own-data-card-withheld = Op “{ $server }” was eerder een ander account aan dit lid gekoppeld. Of dit lid een kaart of penningen voor de pagina van de vakbond heeft, staat hier niet: vraag het aan het contact in `/privacy uitleg`.
own-data-former-link = Op “{ $server }” eindigde op { $day } een eerdere koppeling van dit account: een ander account kwam ervoor in de plaats, of je hebt een ander lidnummer. Wat je daaronder tekende, staat hier niet bij; je kunt het nog intrekken en wissen.
own-data-acts = Wat je in het campagneteam hebt gedaan:
own-data-not-kept =
    Helemaal niet bewaard: je naam, je Discord-account zelf, het tijdstip van een handtekening, waar je was en wat je las.

    Alleen naast de sleutels bewaard, van wie een handtekening intrekt, of die er nu was of niet, en van wie een handtekening wist: een geheime code, zodat geen teruggezette back-up een handtekening terugbrengt. Die zegt niets zonder de database en wordt met de sleutel van de eis vernietigd.

    Bewaard zonder van jou te zijn: gepubliceerde tellingen, en wat mensen in het campagneteam deden die hun gegevens hebben gewist.

    Tot je deze bestanden ophaalde, werd bewaard dat je erom had gevraagd.

## /privacy wissen

erase-title = De gegevens van dit account wissen
erase-what = Dit trekt alle handtekeningen van dit account in, op elke server van deze bot, ook onder gesloten of overhandigde eisen. Het haalt dit account van de ledenlijsten waaraan het is gekoppeld: de code werkt niet opnieuw. Het wist je verzoek om een kopie en, over 30 dagen, wie je bent uit het verslag van wat het campagneteam deed.
erase-not = Dit is niet terug te draaien, maar je kunt opnieuw tekenen. Tellingen volgen bij hun volgende publicatie; wat is overhandigd blijft zoals gemeld. Rollen en berichten in Discord blijven.
erase-page = **Handtekeningen op de pagina van de vakbond worden hiermee niet ingetrokken:** trek ze daar in.
erase-page-kept = Heeft het aan dit account gekoppelde lid een kaart voor de pagina van de vakbond of kreeg het penningen, dan blijft dat bewaard tot er daar geen ronde meer loopt en de laatste lijst gesloten is. Wie de kaart heeft, kan die op die pagina verwijderen.
button-erase = Mijn gegevens wissen
erased = **Wat de database van dit account bewaarde, is gewist.** Kent de ledenlijst van een vakbond je via een ander account, of via een code die je niet hebt gebruikt, dan blijft die vermelding, met wat het andere account tekende. Zit je in het campagneteam, dan blijft in het verslag van wat het team deed nog 30 dagen na nu en na je laatste handeling staan wie je bent. Waar een handtekening van jou stond, blijft naast de sleutel van de eis een geheime code, zodat geen teruggezette back-up die terugbrengt; die wordt met de sleutel vernietigd. Waar een gepubliceerde telling een handtekening van jou bevatte, zet de volgende publicatie dat recht. Back-ups kunnen nog enkele weken bevatten wat er was; zonder de sleutels heeft niemand er iets aan.
