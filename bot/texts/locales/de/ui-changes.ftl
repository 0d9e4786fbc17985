### Eine Änderung an einem Vertrag: Überschriften, Zeilen eines Beitrags und ihre gemeinsamen Wörter.

## Wörter

quoted = „{ $words }“
contract-name =
    { $kind ->
        [order] Auftrag { $number }
        [vehicle] Rahmenvertrag { $number }
        [notice] Bekanntmachung { $number }
        [article] Artikel auf { $site }
        [page] Seite { $number }
       *[contract] Vertrag { $number }
    }
the-end =
    { $kind ->
        [vehicle] Letzter Tag für Aufträge
       *[other] Ende
    }
change-by =
    { $named ->
        [base] erste Vergabe
        [yes] Änderung { $number }
       *[no] eine Änderung
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
        [minus] , **{ $amount }** weniger
        [plus] , **{ $amount }** mehr
       *[none] {""}
    }
supplier-now =
    { $new ->
        [none] . Ein anderer Auftragnehmer steht noch nicht in den Unterlagen
       *[other] : { $old } → { $new }
    }
lines-changed =
    { $went ->
        [0] keine Zeile entfernt
        [one] 1 Zeile entfernt
       *[other] { $went } Zeilen entfernt
    }, { $came ->
        [0] keine hinzugefügt
        [one] 1 hinzugefügt
       *[other] { $came } hinzugefügt
    }

## Überschriften: „ICE → Capgemini: 2,7 Mio. $ mehr“

headline = { $who }: { $what }
headline-new-vehicle =
    neuer Rahmenvertrag{ $amount ->
        [none] {""}
       *[other] , bis zu { $amount }
    }
headline-new-order =
    neuer Auftrag{ $amount ->
        [none] {""}
       *[other] , { $amount }
    }
headline-new-order-under-vehicle = { headline-new-order }
headline-new-contract =
    neuer Vertrag{ $amount ->
        [none] {""}
       *[other] , { $amount }
    }
headline-new-notice = neue Bekanntmachung
headline-planned = geplanter Einkauf
headline-new-article = neuer Artikel
headline-new-page = Seite wird jetzt beobachtet
headline-late =
    { $kind ->
        [order] Auftrag vom { $date }, erst jetzt gefunden
        [vehicle] Rahmenvertrag vom { $date }, erst jetzt gefunden
        [notice] Bekanntmachung vom { $date }, erst jetzt gefunden
        [article] Artikel vom { $date }, erst jetzt gefunden
       *[contract] Vertrag vom { $date }, erst jetzt gefunden
    }
headline-money-added = { $amount } mehr
headline-money-removed = { $amount } weniger
headline-ceiling-raised = Obergrenze auf { $new } erhöht
headline-ceiling-lowered = Obergrenze auf { $new } gesenkt
headline-option-exercised =
    Option gezogen{ $sign ->
        [plus] , { $amount } mehr
        [minus] , { $amount } weniger
       *[none] {""}
    }
headline-extended = verlängert bis { $new }
headline-shortened = verkürzt bis { $new }
headline-terminated =
    { $code ->
        [E] wegen Nichterfüllung beendet
        [F] vom Auftraggeber aus eigenen Gründen beendet
        [X] wegen Vertragsbruchs beendet
       *[other] vorzeitig beendet
    }
headline-cancelled = aufgehoben
headline-in-force = in Kraft
headline-closed-out = abgeschlossen
headline-scope-changed = zusätzliche Leistungen
headline-supplier-changed = anderer Auftragnehmer
headline-supplier-renamed = Auftragnehmer umbenannt
headline-supplier-merged = Auftragnehmer fusioniert
headline-novated = eine andere Firma übernimmt
headline-ends-within-30-days =
    { $kind ->
        [vehicle] letzte Aufträge am { $new }
       *[other] endet am { $new }
    }
headline-ends-within-7-days = { headline-ends-within-30-days }
headline-lapsed = letzter eingetragener Tag vorbei
headline-no-longer-matches = von der Suche nicht mehr gefunden
headline-withdrawn = nicht mehr bei der Quelle
headline-returned =
    { $kind ->
        [page] Seite ist wieder da
       *[other] wieder bei der Quelle
    }
headline-page-changed = Seite geändert
headline-page-removed = Seite entfernt
headline-page-moved = Seite führt jetzt woandershin
headline-text-changed = Text geändert
headline-also-listed = in einer zweiten Quelle
headline-corrected = Berichtigung
headline-action =
    { $reason ->
        [none] Änderung
       *[other] Änderung, { $reason }
    }

## Änderungen, je eine Zeile

change-new-vehicle =
    { $signed ->
        [none] Neu in den Unterlagen
       *[other] Unterschrieben am { $signed }
    }{ $ceiling ->
        [none] {""}
       *[other] . Aufträge bis zu **{ $ceiling }** insgesamt: ein Höchstbetrag, kein ausgegebenes Geld
    }
change-new-order =
    { $signed ->
        [none] Neu in den Unterlagen
       *[other] Erteilt am { $signed }
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] : **{ $amount }** für den ganzen Vertrag, netto
           *[other] : bisher **{ $amount }** zugesagt
        }
    }
change-new-order-under-vehicle =
    { change-new-order } { $parent ->
        [none] (unter einem Rahmenvertrag, der hier beobachtet wird)
       *[other] (unter Rahmenvertrag { $parent }, der hier beobachtet wird)
    }
change-new-contract =
    { $signed ->
        [none] Neu in den Unterlagen
       *[other] Unterschrieben am { $signed }
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] : **{ $amount }** für den ganzen Vertrag, netto
           *[other] : bisher **{ $amount }** zugesagt
        }
    }
change-new-notice =
    { $signed ->
        [none] Neu bei der Quelle
       *[other] Vom { $signed }
    }{ $amount ->
        [none] {""}
       *[other] . Betrag darin: **{ $amount }**
    }
change-new-article =
    { $signed ->
        [none] Neu im Feed
       *[other] Vom { $signed }
    }
change-new-page = Die Seite ist gespeichert, wie sie heute ist. Änderungen daran werden hier gemeldet.
change-money-added = **+{ $amount }**{ in-brackets }
change-money-removed = **−{ $amount }**{ in-brackets }
change-ceiling-raised = Obergrenze: { $old } → **{ $new }**{ in-brackets }
change-ceiling-lowered = Obergrenze: { $old } → **{ $new }**{ in-brackets }
change-option-exercised = Option gezogen{ with-money }{ in-brackets }
change-extended = { the-end }: { $old } → { $new }{ in-brackets }
change-shortened = { the-end }: { $old } → { $new }{ in-brackets }
change-terminated =
    { $by ->
        [none] Die Quelle führt ihn jetzt als beendet.
       *[other] Vorzeitig beendet, ganz oder zum Teil{ with-money }{ in-brackets }.
    } { $code ->
        [E] Mit diesem Code sagt der Auftraggeber, dass der Auftragnehmer das Vereinbarte nicht geleistet hat.
        [F] Mit diesem Code beendet ihn der Auftraggeber aus eigenen Gründen; ein Fehler des Auftragnehmers ist nicht genannt.
        [X] Mit diesem Code sagt der Auftraggeber, dass der Auftragnehmer die Bedingungen verletzt hat.
       *[other] Die Unterlagen nennen keinen Grund.
    }
change-cancelled =
    { $by ->
        [none] Die Quelle führt ihn jetzt als aufgehoben.
       *[other] Aufgehoben{ with-money }{ in-brackets }.
    } { $code ->
        [N] Mit diesem Code ist es eine rechtliche Aufhebung; die Unterlagen nennen keinen Grund.
       *[other] Die Unterlagen nennen keinen Grund.
    }
change-in-force =
    { $old ->
        [pending] Die Quelle führt ihn jetzt als laufend, nicht mehr als offen
        [cancelled] Die Quelle führt ihn wieder als laufend; vorher war er aufgehoben
        [terminated] Die Quelle führt ihn wieder als laufend; vorher war er beendet
        [closed] Die Quelle führt ihn wieder als laufend; vorher war er abgeschlossen
       *[other] Die Quelle führt ihn jetzt als laufend
    }{ $amount ->
        [none] {""}
       *[other] { $source ->
            [decp] : **{ $amount }** für den ganzen Vertrag, netto
           *[other] : **{ $amount }** zugesagt
        }
    }
change-closed-out =
    { $by ->
        [none] Die Quelle führt ihn jetzt als abgeschlossen
       *[other] Abgeschlossen, das verwaltungsmäßige Ende eines Vertrags{ with-money }{ in-brackets }
    }
change-scope-changed = Zusätzliche Leistungen{ in-brackets }
change-supplier-changed = Auftragnehmer: { $old } → { $new }{ in-brackets }
change-supplier-renamed = Auftragnehmer umbenannt{ with-money }{ in-brackets }{ supplier-now }
change-supplier-merged = Auftragnehmer mit einer anderen Firma fusioniert{ with-money }{ in-brackets }{ supplier-now }
change-novated = Eine andere Firma übernimmt ihn{ with-money }{ in-brackets }{ supplier-now }
change-ends-within-30-days = { the-end }: { $new }. Eine Verlängerung ist nicht eingetragen.
change-ends-within-7-days = { change-ends-within-30-days }
change-lapsed = { the-end } laut Unterlagen: { $new }. Eine Verlängerung ist nicht eingetragen. Einträge kommen manchmal einige Tage später: Das allein zeigt nicht, dass die Arbeit aufgehört hat.
change-no-longer-matches =
    { $kind ->
        [notice] Die Suche der Beobachtung findet sie nicht mehr. Die Quelle hat sie noch, und sie wird hier weiter verfolgt.
       *[other] Die Suche der Beobachtung findet ihn nicht mehr. Die Quelle hat ihn noch, und er wird hier weiter verfolgt.
    } Grund kann ein umbenannter oder verkaufter Auftragnehmer sein; das allein zeigt es nicht.
change-withdrawn =
    { $old ->
        [none] Nach dieser Nummer gefragt, sagt die Quelle, dass sie keinen solchen Vertrag hat.
       *[other] An mindestens sieben Tagen seit { $old } nach dieser Nummer gefragt, sagt die Quelle, dass sie keinen solchen Vertrag hat.
    } Was sie vorher sagte, ist als Beleg aufbewahrt. Das allein zeigt nicht, warum.
change-returned =
    { $kind ->
        [page] Die Seite ist wieder da.
       *[other] { $old ->
            [none] Wieder bei der Quelle.
           *[other] Wieder bei der Quelle; am { $old } als verschwunden gemeldet.
        }
    }
change-page-changed = Im Text: { lines-changed }
change-page-removed = Ihre Adresse meldet jetzt, dass es diese Seite nicht gibt. Die zuletzt abgerufene Fassung ist aufbewahrt: `/verträge zeigen`. Das zeigt nicht, wer sie entfernt hat oder warum.
change-page-moved =
    { $inside ->
        [yes] Ihre Adresse führt jetzt zu einer anderen Seite der Website, mit anderem Text: { $new }.
       *[no] Ihre Adresse führt jetzt zu einer anderen Website ({ $new }), die der Bot nicht liest.
    } Die zuletzt abgerufene Fassung ist aufbewahrt: `/verträge zeigen`. Das zeigt nicht, wer sie verschoben hat, warum, oder ob der Text woanders steht.
change-text-changed = Im Text: { lines-changed }
change-also-listed =
    { $kind ->
        [notice] Eine zweite Quelle führt sie auch
       *[other] Eine zweite Quelle führt ihn auch
    }: `/verträge zeigen` hat beide.
change-action = Keine Änderung von Betrag, Datum oder Obergrenze angegeben{ in-brackets }
change-corrected-both = Berichtigt: { $new } am { $new_date }, nicht { $old } am { $old_date }{ in-brackets }
change-corrected-amount = Berichtigt: { $new }, nicht { $old }{ in-brackets }
change-corrected-date = Berichtigt: { $new_date }, nicht { $old_date }{ in-brackets }
change-corrected-total =
    { $source ->
        [decp] Berichtigt: { $new } für den ganzen Vertrag, netto, nicht { $old }
       *[other] Berichtigt: insgesamt { $new } zugesagt, nicht { $old }
    }
change-corrected-currency = Berichtigt: Die Beträge sind { $new }, nicht { $old }

## Entfernte und hinzugefügte Zeilen eines Textes

passages-went = Entfernt:
passages-came = Hinzugefügt:
passages-more =
    { $count ->
        [one] und 1 weitere Zeile
       *[other] und { $count } weitere Zeilen
    }

## Gründe von Änderungen, nach dem Code der Quelle

action-reason-usaspending-a = zusätzliche Leistungen
action-reason-usaspending-b = Zusatzvereinbarung im bisherigen Rahmen
action-reason-usaspending-c = nur Finanzierung
action-reason-usaspending-d = Änderungsanordnung
action-reason-usaspending-e = wegen Nichterfüllung beendet
action-reason-usaspending-f = vom Auftraggeber aus eigenen Gründen beendet
action-reason-usaspending-g = Option gezogen
action-reason-usaspending-h = vorläufige Bedingungen endgültig gemacht
action-reason-usaspending-j = eine andere Firma übernimmt den Vertrag
action-reason-usaspending-k = Abschluss
action-reason-usaspending-l = Änderungsanordnung endgültig gemacht
action-reason-usaspending-m = anderer Verwaltungsakt
action-reason-usaspending-n = rechtliche Aufhebung
action-reason-usaspending-p = Fusion des Auftragnehmers
action-reason-usaspending-r = Erklärungen des Auftragnehmers erneuert
action-reason-usaspending-s = Vertragsnummer geändert
action-reason-usaspending-t = an eine andere Dienststelle übertragen
action-reason-usaspending-v = Auftragnehmer umbenannt
action-reason-usaspending-w = neue Adresse des Auftragnehmers
action-reason-usaspending-x = wegen Vertragsbruchs beendet
action-reason-usaspending-y = Plan für Unteraufträge hinzugefügt
