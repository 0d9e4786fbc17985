### Een wijziging van een contract: koppen, regels van een bericht en de woorden die ze delen.

## Woorden

quoted = “{ $words }”
contract-name =
    { $kind ->
        [order] Bestelling { $number }
        [vehicle] Raamovereenkomst { $number }
        [notice] Aankondiging { $number }
        [article] Artikel op { $site }
        [page] Pagina { $number }
       *[contract] Contract { $number }
    }
the-end =
    { $kind ->
        [vehicle] Laatste dag voor bestellingen
       *[other] Einde
    }
change-by =
    { $named ->
        [base] eerste gunning
        [yes] wijziging { $number }
       *[no] een wijziging
    }{ $date ->
        [none] {""}
       *[other] , { $date }
    }{ $reason ->
        [none] {""}
       *[other] : { $reason }
    }
in-brackets =
    { $by ->
        [none] {""}
       *[other] {" "}({ $by })
    }
with-money =
    { $sign ->
        [minus] , **{ $amount }** minder
        [plus] , **{ $amount }** meer
       *[none] {""}
    }
supplier-now =
    { $new ->
        [none] . De gegevens tonen nog geen andere leverancier
       *[other] : { $old } → { $new }
    }
lines-changed =
    { $went ->
        [0] geen regel verwijderd
        [one] 1 regel verwijderd
       *[other] { $went } regels verwijderd
    }, { $came ->
        [0] geen toegevoegd
        [one] 1 toegevoegd
       *[other] { $came } toegevoegd
    }

## Koppen: “ICE → Capgemini: US$ 2,7 miljoen meer”

headline = { $who }: { $what }
headline-new-vehicle =
    nieuwe raamovereenkomst{ $amount ->
        [none] {""}
       *[other] , tot { $amount }
    }
headline-new-order =
    nieuwe bestelling{ $amount ->
        [none] {""}
       *[other] , { $amount }
    }
headline-new-order-under-vehicle = { headline-new-order }
headline-new-contract =
    nieuw contract{ $amount ->
        [none] {""}
       *[other] , { $amount }
    }
headline-new-notice = nieuwe aankondiging
headline-planned = geplande aankoop
headline-new-article = nieuw artikel
headline-new-page = pagina wordt nu gevolgd
headline-late =
    { $kind ->
        [order] bestelling van { $date }, nu pas gevonden
        [vehicle] raamovereenkomst van { $date }, nu pas gevonden
        [notice] aankondiging van { $date }, nu pas gevonden
        [article] artikel van { $date }, nu pas gevonden
       *[contract] contract van { $date }, nu pas gevonden
    }
headline-money-added = { $amount } meer
headline-money-removed = { $amount } minder
headline-ceiling-raised = plafond verhoogd naar { $new }
headline-ceiling-lowered = plafond verlaagd naar { $new }
headline-option-exercised =
    optie gelicht{ $sign ->
        [plus] , { $amount } meer
        [minus] , { $amount } minder
       *[none] {""}
    }
headline-extended = verlengd tot { $new }
headline-shortened = ingekort tot { $new }
headline-terminated =
    { $code ->
        [E] beëindigd wegens niet-nakoming
        [F] beëindigd door de opdrachtgever zelf
        [X] beëindigd wegens contractbreuk
       *[other] voortijdig beëindigd
    }
headline-cancelled = geannuleerd
headline-in-force = van kracht
headline-closed-out = afgesloten
headline-scope-changed = extra werk
headline-supplier-changed = andere leverancier
headline-supplier-renamed = leverancier heeft een nieuwe naam
headline-supplier-merged = leverancier gefuseerd
headline-novated = een ander bedrijf neemt het over
headline-ends-within-30-days =
    { $kind ->
        [vehicle] laatste bestellingen op { $new }
       *[other] eindigt op { $new }
    }
headline-ends-within-7-days = { headline-ends-within-30-days }
headline-lapsed = laatste geregistreerde dag voorbij
headline-no-longer-matches = niet meer gevonden door de zoekopdracht
headline-withdrawn = niet meer bij de bron
headline-returned =
    { $kind ->
        [page] pagina is terug
       *[other] terug bij de bron
    }
headline-page-changed = pagina gewijzigd
headline-page-removed = pagina verwijderd
headline-page-moved = pagina leidt nu ergens anders heen
headline-text-changed = tekst gewijzigd
headline-also-listed = in een tweede bron
headline-corrected = correctie
headline-action =
    { $reason ->
        [none] wijziging
       *[other] wijziging, { $reason }
    }

## Wijzigingen, elk op een regel

change-new-vehicle =
    { $signed ->
        [none] Nieuw in de gegevens
       *[other] Ondertekend op { $signed }
    }{ $ceiling ->
        [none] {""}
       *[other] . Bestellingen tot **{ $ceiling }** in totaal: een maximum, geen uitgegeven geld
    }
change-new-order =
    { $signed ->
        [none] Nieuw in de gegevens
       *[other] Geplaatst op { $signed }
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] : **{ $amount }** voor het hele contract, exclusief btw
           *[other] : **{ $amount }** tot nu toe toegezegd
        }
    }
change-new-order-under-vehicle =
    { change-new-order } { $parent ->
        [none] (onder een raamovereenkomst die hier wordt gevolgd)
       *[other] (onder raamovereenkomst { $parent }, die hier wordt gevolgd)
    }
change-new-contract =
    { $signed ->
        [none] Nieuw in de gegevens
       *[other] Ondertekend op { $signed }
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] : **{ $amount }** voor het hele contract, exclusief btw
           *[other] : **{ $amount }** tot nu toe toegezegd
        }
    }
change-new-notice =
    { $signed ->
        [none] Nieuw bij de bron
       *[other] Van { $signed }
    }{ $amount ->
        [none] {""}
       *[other] . Bedrag erin: **{ $amount }**
    }
change-new-article =
    { $signed ->
        [none] Nieuw in de feed
       *[other] Van { $signed }
    }
change-new-page = De pagina is bewaard zoals die vandaag is. Wijzigingen ervan worden hier gemeld.
change-money-added = **+{ $amount }**{ in-brackets }
change-money-removed = **−{ $amount }**{ in-brackets }
change-ceiling-raised = Plafond: { $old } → **{ $new }**{ in-brackets }
change-ceiling-lowered = Plafond: { $old } → **{ $new }**{ in-brackets }
change-option-exercised = Optie gelicht{ with-money }{ in-brackets }
change-extended = { the-end }: { $old } → { $new }{ in-brackets }
change-shortened = { the-end }: { $old } → { $new }{ in-brackets }
change-terminated =
    { $by ->
        [none] De bron vermeldt nu dat het is beëindigd.
       *[other] Voortijdig beëindigd, geheel of deels{ with-money }{ in-brackets }.
    } { $code ->
        [E] Met deze code zegt de opdrachtgever dat de leverancier niet deed wat was afgesproken.
        [F] Met deze code beëindigt de opdrachtgever het omdat die dat zelf wil; een fout van de leverancier wordt niet genoemd.
        [X] Met deze code zegt de opdrachtgever dat de leverancier de voorwaarden heeft geschonden.
       *[other] De gegevens zeggen niet waarom.
    }
change-cancelled =
    { $by ->
        [none] De bron vermeldt nu dat het is geannuleerd.
       *[other] Geannuleerd{ with-money }{ in-brackets }.
    } { $code ->
        [N] Met deze code is het een juridische annulering; de gegevens zeggen niet waarom.
       *[other] De gegevens zeggen niet waarom.
    }
change-in-force =
    { $old ->
        [pending] De bron vermeldt het nu als lopend, niet meer als nog open
        [cancelled] De bron vermeldt het weer als lopend; eerder was het geannuleerd
        [terminated] De bron vermeldt het weer als lopend; eerder was het beëindigd
        [closed] De bron vermeldt het weer als lopend; eerder was het afgesloten
       *[other] De bron vermeldt het nu als lopend
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] : **{ $amount }** voor het hele contract, exclusief btw
           *[other] : **{ $amount }** toegezegd
        }
    }
change-closed-out =
    { $by ->
        [none] De bron vermeldt het nu als afgesloten
       *[other] Afgesloten, het administratieve einde van een contract{ with-money }{ in-brackets }
    }
change-scope-changed = Extra werk{ in-brackets }
change-supplier-changed = Leverancier: { $old } → { $new }{ in-brackets }
change-supplier-renamed = Leverancier heeft een nieuwe naam{ with-money }{ in-brackets }{ supplier-now }
change-supplier-merged = Leverancier gefuseerd met een ander bedrijf{ with-money }{ in-brackets }{ supplier-now }
change-novated = Een ander bedrijf neemt het over{ with-money }{ in-brackets }{ supplier-now }
change-ends-within-30-days = { the-end }: { $new }. Een verlenging staat niet in de gegevens.
change-ends-within-7-days = { change-ends-within-30-days }
change-lapsed = { the-end } volgens de gegevens: { $new }. Een verlenging staat er niet in. Gegevens kunnen enkele dagen later komen: dit alleen toont niet dat het werk is gestopt.
change-no-longer-matches = De zoekopdracht vindt het niet meer. De bron heeft het nog, en het wordt hier nog gevolgd. Een leverancier met een andere naam of eigenaar kan de reden zijn; dit alleen toont dat niet.
change-withdrawn =
    { $old ->
        [none] Op de vraag naar dit nummer zegt de bron dat er geen contract met dit nummer is.
       *[other] Op minstens zeven dagen sinds { $old } naar dit nummer gevraagd, zegt de bron dat er geen contract met dit nummer is.
    } Wat er eerder stond, is als bewijs bewaard. Dit alleen toont niet waarom het weg is.
change-returned =
    { $kind ->
        [page] De pagina is er weer.
       *[other] { $old ->
            [none] De bron heeft het weer.
           *[other] De bron heeft het weer; op { $old } werd gemeld dat het weg was.
        }
    }
change-page-changed = In de tekst: { lines-changed }
change-page-removed = Het adres meldt nu dat deze pagina niet bestaat. De laatst gelezen versie is bewaard: `/contracten tonen`. Dit toont niet wie de pagina weghaalde of waarom.
change-page-moved =
    { $inside ->
        [yes] Het adres leidt nu naar een andere pagina van de site, met een andere tekst: { $new }.
       *[no] Het adres leidt nu naar een andere site ({ $new }), die de bot niet leest.
    } De laatst gelezen versie is bewaard: `/contracten tonen`. Dit toont niet wie de pagina verplaatste, waarom, en of de tekst elders staat.
change-text-changed = In de tekst: { lines-changed }
change-also-listed = Een tweede bron vermeldt het ook: `/contracten tonen` toont beide.
change-action = Geen wijziging van bedrag, datum of plafond vermeld{ in-brackets }
change-corrected-both = Gecorrigeerd: { $new } op { $new_date }, niet { $old } op { $old_date }{ in-brackets }
change-corrected-amount = Gecorrigeerd: { $new }, niet { $old }{ in-brackets }
change-corrected-date = Gecorrigeerd: { $new_date }, niet { $old_date }{ in-brackets }
change-corrected-total =
    { $source ->
        [decp] Gecorrigeerd: { $new } voor het hele contract, exclusief btw, niet { $old }
       *[other] Gecorrigeerd: in totaal { $new } toegezegd, niet { $old }
    }
change-corrected-currency = Gecorrigeerd: de bedragen zijn { $new }, niet { $old }

## Verwijderde en toegevoegde regels van een tekst

passages-went = Verwijderd:
passages-came = Toegevoegd:
passages-more =
    { $count ->
        [one] en nog 1 regel
       *[other] en nog { $count } regels
    }

## Redenen van wijzigingen, volgens de code van de bron

action-reason-usaspending-a = extra werk
action-reason-usaspending-b = afspraak binnen de opdracht
action-reason-usaspending-c = alleen financiering
action-reason-usaspending-d = wijzigingsopdracht
action-reason-usaspending-e = beëindigd wegens niet-nakoming
action-reason-usaspending-f = beëindigd door de opdrachtgever zelf
action-reason-usaspending-g = optie gelicht
action-reason-usaspending-h = voorlopige voorwaarden definitief gemaakt
action-reason-usaspending-j = een ander bedrijf neemt het contract over
action-reason-usaspending-k = afsluiting
action-reason-usaspending-l = wijzigingsopdracht definitief gemaakt
action-reason-usaspending-m = andere administratieve handeling
action-reason-usaspending-n = juridische annulering
action-reason-usaspending-p = de leverancier is gefuseerd
action-reason-usaspending-r = verklaringen van de leverancier vernieuwd
action-reason-usaspending-s = contractnummer gewijzigd
action-reason-usaspending-t = overgegaan naar een ander kantoor
action-reason-usaspending-v = de leverancier kreeg een andere naam
action-reason-usaspending-w = de leverancier is verhuisd
action-reason-usaspending-x = beëindigd wegens contractbreuk
action-reason-usaspending-y = plan voor onderaanneming toegevoegd
