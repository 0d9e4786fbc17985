### Wat er in een kanaal over contracten komt: wijzigingen, overzichten, en hoe het volgen gaat.

## Berichten

post-about = { $name }, { $title }
post-total =
    { $source ->
        [decp] Het hele contract, exclusief btw: **{ $amount }**
       *[other] In totaal toegezegd: **{ $amount }**
    }
post-own-ceiling = Plafond: **{ $ceiling }** voor alle bestellingen, geen uitgegeven geld
post-ordered =
    { $count ->
        [none] Toegezegd op de bestellingen: **{ $amount }**
        [one] Toegezegd op de ene bestelling: **{ $amount }**
       *[other] Toegezegd op de { $count } bestellingen: **{ $amount }**
    }
post-options = Met alle opties: tot { $amount }
post-until =
    { $kind ->
        [vehicle] Bestellingen tot { $until }
       *[other] Tot { $until }
    }
post-parent-ceiling =
    { $ceiling ->
        [none] Onder raamovereenkomst { $parent }
       *[other] Raamovereenkomst { $parent }: tot { $ceiling } voor alle bestellingen, geen uitgegeven geld
    }
post-totals-read = Totalen en datums zoals gelezen op { $date }
post-correction = Haal alsjeblieft de gecorrigeerde waarde aan.

## Veel wijzigingen tegelijk

changes-title =
    { $count ->
        [one] 1 contract gewijzigd
       *[other] { $count } contracten gewijzigd
    }
changes-mixed-title = { $count } nieuw of gewijzigd
changes-why = De grootste wijzigingen:
changes-more =
    { $count ->
        [one] en nog 1: druk op de knop.
       *[other] en nog { $count }: druk op de knop.
    }
changes-all-title = Alle wijzigingen van dit bericht
changes-gone = De details van dit bericht worden niet meer bewaard. `/nieuws laatste` heeft de laatste wijzigingen.
button-all-changes = Alle wijzigingen

## Het overzicht nadat een zoekopdracht voor het eerst volledig is gelezen

digest-title = Wordt nu gevolgd: “{ $name }”
digest-found =
    { $contracts ->
        [0] {""}
        [one] 1 bestelling of contract
       *[other] { $contracts } bestellingen en contracten
    }{ $vehicles ->
        [0] {""}
        [one] { $contracts ->
            [0] {""}
           *[other] ,{" "}
        }1 raamovereenkomst
       *[other] { $contracts ->
            [0] {""}
           *[other] ,{" "}
        }{ $vehicles } raamovereenkomsten
    }
digest-others =
    { $kind ->
        [notice] { $count ->
            [one] 1 aankondiging
           *[other] { $count } aankondigingen
        }
        [article] { $count ->
            [one] 1 artikel in de feed
           *[other] { $count } artikelen in de feed
        }
       *[page] { $count ->
            [one] 1 pagina, bewaard zoals die vandaag is
           *[other] { $count } pagina’s, bewaard zoals ze vandaag zijn
        }
    }
digest-nothing = Er is nog niets bekend. De bot meldt zich hier zodra er iets is.
digest-obligated =
    { $source ->
        [decp] Hele contracten, exclusief btw: **{ $amount }**
       *[other] Tot nu toe toegezegd: **{ $amount }**
    }
digest-ceiling = tot { $ceiling }
digest-ceilings = Een plafond is een maximum, geen uitgegeven geld.
digest-more =
    { $count ->
        [one] en nog 1: `/contracten lijst`
       *[other] en nog { $count }: `/contracten lijst`
    }
digest-more-pairs = en andere opdrachtgevers of leveranciers
digest-more-currencies =
    { $count ->
        [one] en bedragen in 1 andere valuta
       *[other] en bedragen in { $count } andere valuta’s
    }
digest-unread =
    { $count ->
        [one] Nog 1 kon niet worden gelezen; het komt in `/contracten lijst` zodra dat kan.
       *[other] Nog { $count } konden niet worden gelezen; ze komen in `/contracten lijst` zodra dat kan.
    }
digest-unknown =
    { $known ->
        [none] De gegevens noemen geen bedrag.
       *[some] { $count ->
            [one] waarvan 1 zonder bedrag
           *[other] waarvan { $count } zonder bedrag
        }
    }
digest-next = Vanaf nu komen wijzigingen hier.
button-contracts = Alle contracten

## Zoekopdrachten die mislukken, weer werken, en de wekelijkse regel

failing-title = “{ $name }” wordt niet volledig gelezen
failing-count =
    { $count ->
        [one] De laatste keer is deze zoekopdracht niet volledig gelezen.
       *[other] De laatste { $count } keer is deze zoekopdracht niet volledig gelezen.
    }
failing-last =
    { $moment ->
        [none] Hij is nog nooit volledig gelezen.
       *[other] Laatste keer volledig gelezen: { $moment }.
    }
failing-next = Volgende keer: { $moment }. Je hoeft niets te doen, tenzij dit blijft duren: zeg het dan tegen wie de bot beheert. Hier komt een bericht als het weer werkt.
working-title = “{ $name }” kan weer worden gelezen
working-read = Laatste keer volledig gelezen: { $moment }.
working-next = Wat de bron intussen toonde en nu niet meer, is niet in te halen; al het andere wordt zoals gewoonlijk gemeld.
working-now-failing = Sindsdien is het lezen weer mislukt; `/nieuws status` toont waarom.
stale-title = Niets nieuws van de bron van “{ $name }”
stale-since =
    Laatste nieuws: { $since }. { $longest ->
        [0] Zo lang was het nog nooit stil.
        [one] Tot nu toe was het nooit langer dan een of twee dagen stil.
       *[other] Tot nu toe was het nooit langer dan { $longest } dagen stil.
    }
stale-next = De bot leest de bron volledig. Misschien publiceert die niet meer, of ergens anders: kijk daar alsjeblieft zelf. Hier komt een bericht als er iets nieuws is.
stale-over-title = Weer nieuws van de bron van “{ $name }”
stale-over-next = De laatste keer dat alles is gelezen, was er iets nieuws. Je hoeft niets te doen.
less-title = Veel minder van de bron van “{ $name }”
less-numbers = Eerder gevonden: { $before }. Nu gevonden: { $now }, twee keer na elkaar volledig gelezen.
less-next = Wat eerder is gelezen, blijft bewaard. Vergelijk het alsjeblieft met de bron. Klopt het, pauzeer de zoekopdracht dan en hervat hem: daarna geldt het nieuwe aantal. Hier komt een bericht als de bron weer meer toont.
less-over-title = De bron van “{ $name }” toont weer meer
less-over-next = De laatste keer dat alles is gelezen, was er minstens de helft van eerder. Je hoeft niets te doen.
restyled-title =
    { $source } publiceert nu { $count ->
        [one] één contract
       *[other] { $count } contracten
    } anders
restyled-what =
    { $what ->
        [amounts] Bedragen worden nu anders opgegeven. Hiervoor is geen wijziging geplaatst. Vergelijk er alsjeblieft een met de bron.
        [days] Datums worden nu anders opgegeven; geen bedrag is veranderd. Hiervoor is geen wijziging geplaatst.
       *[nothing] Geen bedrag en geen datum is veranderd. Hiervoor is geen wijziging geplaatst.
    }
unsteady-title = Waarden van { $source } blijven veranderen
unsteady-what =
    Sinds { $since } { $count ->
        [one] toont één contract
       *[other] tonen { $count } contracten
    } steeds weer andere { $what ->
        [amounts] bedragen
        [days] datums
       *[nothing] namen of nummers
    }. De bot kan niet weten welke kloppen en meldt er geen. Kijk het alsjeblieft zelf na bij de bron.
unsteady-next = Waarden die twee keer na elkaar hetzelfde zijn als alles is gelezen, worden bewaard en gemeld. Nieuwe contracten en wijzigingen worden nog steeds gemeld. `/nieuws status` toont dit zolang het duurt.
restyled-examples = Bijvoorbeeld:
restyled-id = kenmerk “{ $old }” is nu “{ $new }”
restyled-vehicle = raamovereenkomst “{ $old }” is nu “{ $new }”
restyled-name = leverancier “{ $old }” is nu “{ $new }”
restyled-supplier = leverancier “{ $old }” is nu “{ $new }”
restyled-buyer = opdrachtgever “{ $old }” is nu “{ $new }”
restyled-title-text = titel “{ $old }” is nu “{ $new }”
restyled-action-id = het kenmerk van een wijziging “{ $old }” is nu “{ $new }”
restyled-number = wijziging “{ $old }” is nu “{ $new }”
restyled-description = omschrijving “{ $old }” is nu “{ $new }”
restyled-amount = een bedrag van { $old } is nu { $new }
restyled-total = een totaal van { $old } is nu { $new }
restyled-ceiling = een plafond van { $old } is nu { $new }
restyled-date = een wijziging van { $old } heeft nu de datum { $new }
restyled-end = een einde op { $old } is nu { $new }
restyled-status = status “{ $old }” is nu “{ $new }”
weekly-title = Alles wordt nog steeds gevolgd
weekly-watching =
    { $contracts ->
        [0] Nog niets bekend
        [one] 1 item
       *[other] { $contracts } items
    } in { $watches ->
        [one] 1 zoekopdracht
       *[other] { $watches } zoekopdrachten
    }.
weekly-none = Er is geen actieve zoekopdracht.
weekly-read =
    { $watches ->
        [one] Laatste keer volledig gelezen: { $moment }.
       *[other] Laatste keren volledig gelezen: { $moment } of later.
    }
weekly-unread =
    { $count ->
        [one] Eén zoekopdracht is nog niet volledig gelezen.
       *[other] { $count } zoekopdrachten zijn nog niet volledig gelezen.
    }
weekly-paused =
    { $count ->
        [one] Eén zoekopdracht is gepauzeerd.
       *[other] { $count } zoekopdrachten zijn gepauzeerd.
    }
weekly-failing = **Niet volledig gelezen:** er kunnen wijzigingen ontbreken. `/nieuws status` toont waarom.
weekly-failing-watch =
    { $moment ->
        [none] { $name }: nog niet volledig gelezen
       *[other] { $name }: voor het laatst volledig gelezen op { $moment }
    }
weekly-failing-more =
    { $count ->
        [one] en nog één zoekopdracht
       *[other] en nog { $count } zoekopdrachten
    }
weekly-changes =
    { $count ->
        [0] { $read ->
            [none] Of er sinds { $since } iets is gewijzigd, is niet bekend: sindsdien is geen zoekopdracht volledig gelezen.
            [some] Geen wijziging sinds { $since } voor zover er gelezen kon worden.
           *[all] Geen wijziging sinds { $since }.
        }
        [one] Nieuws over één item sinds { $since }: `/nieuws laatste` toont het.
       *[other] Nieuws over { $count } items sinds { $since }: `/nieuws laatste` toont het.
    }
