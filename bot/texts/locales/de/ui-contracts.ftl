### Listen von Verträgen, und ein Vertrag mit allem, was man von ihm weiß.

## /verträge liste und suchen

contracts-title = Verträge
contracts-title-kind =
    { $kind ->
        [order] Aufträge
        [vehicle] Rahmenverträge
        [notice] Bekanntmachungen
        [article] Artikel
        [page] Beobachtete Seiten
       *[contract] Verträge, die für sich stehen
    }
contracts-found = Verträge zu „{ $words }“
contracts-none = Hier ist noch kein Vertrag bekannt. Bis zum nächsten Abruf kann es einige Stunden dauern; `/neues status` zeigt, wann.
contracts-none-of-kind = Von dieser Art ist hier keiner bekannt. `/verträge liste` ohne Auswahl zeigt alle.
contracts-no-watch = Noch keine Beobachtung: Das Kampagnenteam legt mit `/organise do:watch add` eine an.
contracts-not-found = Nichts passt zu „{ $words }“. Versuch es mit einer Vertragsnummer, einem Namensteil oder einem Betrag wie 4.816.782,50.
line-obligated =
    { $source ->
        [decp] { $amount } für den ganzen Vertrag, netto
       *[other] { $amount } zugesagt
    }
line-ceiling = Obergrenze { $amount }, ein Höchstbetrag
line-until = bis { $date }
line-changed = letzte Änderung: { $date }
line-parties =
    { $supplier ->
        [none] { $buyer }
       *[other] { $buyer } → { $supplier }
    }
line-notice = Betrag darin: { $amount }
line-published = vom { $date }
line-planned = geplant
line-source = { $source }, abgerufen am { $date }

## /verträge zeigen

contract-buyer =
    { $kind ->
        [notice] Auftraggeber
        [article] Veröffentlicht von
       *[other] Auftraggeber
    }
contract-unit = Dienststelle
contract-funder = Finanziert von
contract-supplier =
    { $kind ->
        [notice] Darin genannter Auftragnehmer
       *[other] Auftragnehmer
    }
contract-buyer-parent = Der Auftraggeber gehört zu
contract-supplier-parent = Der Auftragnehmer gehört zu
contract-uei = UEI { $uei }
contract-obligated =
    { $source ->
        [decp] Für den ganzen Vertrag, netto
       *[other] Bisher zugesagt
    }
contract-exercised = Mit den bisher gezogenen Optionen
contract-options = Mit jeder Option, höchstens
contract-ceiling = Obergrenze für alle Aufträge, kein ausgegebenes Geld
contract-parent-ceiling = Obergrenze des Rahmenvertrags, kein ausgegebenes Geld
contract-ordered = Mit seinen Aufträgen zugesagt
contract-paid = Ausgezahlt
contract-signed = Unterzeichnet
contract-start = Beginn
contract-end =
    { $kind ->
        [vehicle] Letzter Tag für Aufträge
       *[other] Ende
    }
contract-potential-end = Ende, wenn jede Option gezogen wird
contract-missing =
    { $withdrawn ->
        [yes] Nach dieser Nummer gefragt, sagt die Quelle seit { $date }, dass sie keinen solchen Vertrag hat. Was sie vorher sagte, steht hier und ist als Beleg aufbewahrt.
       *[no] Die Quelle kennt diesen Vertrag seit { $date } nicht. Solche Lücken dauern oft einige Tage. Was sie vorher sagte, steht hier.
    }
contract-unmatched = Die Suche der Beobachtung findet ihn seit { $date } nicht. Die Quelle hat ihn noch, und er wird weiter verfolgt.
contract-planned = Geplant: eine Absicht des Auftraggebers. Das ist kein Vertrag und sagt kein Geld zu.
contract-partial = Nur ein Teil seiner Änderungen wurde abgerufen: Was hier steht, ist keine Gesamtsumme.
contract-removed = Die Seite ist nicht mehr unter ihrer Adresse. Hier steht, was sie zuletzt sagte.
contract-moved = Die Adresse der Seite führt jetzt woandershin (auf { $host }). Hier steht, was die Seite zuletzt sagte.
contract-not-matched = Nur verfolgt, weil unter ihm Aufträge erteilt wurden, die zu einer Beobachtung passen.
contract-family = Rahmenvertrag und Aufträge, nie zusammengezählt
family-vehicle =
    { $ceiling ->
        [none] Rahmenvertrag { $number }
       *[other] Rahmenvertrag { $number }: bis zu { $ceiling } für alle seine Aufträge, kein ausgegebenes Geld
    }
family-this =
    { $kind ->
        [order] Dieser Auftrag: { $shown }
        [vehicle] Dieser Rahmenvertrag: { $shown }
       *[contract] Dieser Vertrag: { $shown }
    }
family-ordered =
    { $count ->
        [none] Seine Aufträge: { $amount } zugesagt
        [one] Sein einziger Auftrag: { $amount } zugesagt
       *[other] Seine { $count } Aufträge: { $amount } zugesagt
    }
family-known =
    { $count ->
        [0] Keiner seiner Aufträge ist hier bekannt
        [one] Einer seiner Aufträge ist hier bekannt:
       *[other] { $count } seiner Aufträge sind hier bekannt:
    }
family-others =
    { $count ->
        [0] Kein anderer Auftrag darunter ist hier bekannt
        [one] Ein anderer Auftrag darunter ist hier bekannt:
       *[other] { $count } andere Aufträge darunter sind hier bekannt:
    }
contract-orders-more =
    { $count ->
        [one] und noch einer: siehe `/verträge suchen { $number }`
       *[other] und { $count } weitere: siehe `/verträge suchen { $number }`
    }
contract-code-naics = Branche (NAICS)
contract-code-psc = Ware oder Dienst (PSC)
contract-code-cpv = Was gekauft wird (CPV)
contract-code-notice-type = Art der Bekanntmachung
contract-code-procedure = Verfahren
contract-code-nature = Art
contract-code-award-procedure = Vergabeverfahren
contract-code-linked-notice = Gehört zu Bekanntmachung
contract-code-planned-notice = Geplant in Bekanntmachung
notice-type-pin-only = Ankündigung eines geplanten Kaufs
notice-type-cn-standard = Ausschreibung
notice-type-cn-social = Ausschreibung, soziale und andere besondere Dienstleistungen
notice-type-cn-desg = Ausschreibung eines Wettbewerbs
notice-type-can-standard = Auftragsvergabe
notice-type-can-social = Auftragsvergabe, soziale und andere besondere Dienstleistungen
notice-type-can-desg = Ergebnis eines Wettbewerbs
notice-type-can-modif = Änderung eines laufenden Vertrags
notice-type-veat = Bekanntmachung vor einer Vergabe ohne Wettbewerb
notice-type-corr = Berichtigung einer Bekanntmachung
notice-type-appel-offre = Ausschreibung
notice-type-attribution = Auftragsvergabe
notice-type-rectificatif = Berichtigung einer Bekanntmachung
notice-type-annulation = aufgehobenes Verfahren
notice-type-modification = Änderung eines laufenden Vertrags
notice-type-intention-conclure = Bekanntmachung vor einer Vergabe ohne Wettbewerb
contract-status = Status
status-words =
    { $status ->
        [planned] geplant
        [pending] offen, noch nicht unterschrieben
        [active] laufend
        [cancelled] aufgehoben
        [terminated] vorzeitig beendet
        [closed] abgeschlossen
        [removed] nicht mehr da
        [moved] führt woandershin
       *[other] { $status }
    }
kind-words =
    { $kind ->
        [order] Ein Auftrag: Die Behörde kauft, hier unter einem Rahmenvertrag.
        [vehicle] Ein Rahmenvertrag: Bedingungen und eine Obergrenze für spätere Aufträge. Nur Aufträge sagen Geld zu.
        [notice] Eine Bekanntmachung: Sie kündigt einen Plan, eine Ausschreibung oder eine Vergabe an und sagt selbst kein Geld zu.
        [article] Ein Artikel: nur zitiert, dafür steht hier niemand ein.
        [page] Eine beobachtete Webseite: nur zitiert, dafür steht hier niemand ein.
       *[contract] Ein Vertrag, der für sich steht: Ein Rahmenvertrag darüber ist nicht eingetragen.
    }
contract-also =
    { $count ->
        [one] Derselbe Vertrag in einer anderen Quelle, erkannt an einer Kennung, die beide angeben:
       *[other] Derselbe Vertrag in anderen Quellen, erkannt an gemeinsamen Kennungen:
    }
contract-published = Datum
contract-history = Verlauf, Neuestes zuerst
contract-history-none = Die Quelle führt keine Änderung auf.
contract-action =
    { $named ->
        [base] Erste Vergabe
        [yes] { $number }
       *[no] ohne Nummer
    }
contract-action-undated = ohne Datum
contract-action-amount =
    { $sign ->
        [plus] +{ $amount }
        [minus] −{ $amount }, abgezogen
        [zero] Betrag unverändert
       *[none] Betrag nicht angegeben
    }
contract-revised = Berichtigt: Bis { $until } stand dort { $old }.
contract-action-code =
    { $reason ->
        [none] Code { $code }
       *[other] { $reason } (Code { $code })
    }
effect-ceiling = Zugleich gesehen – Obergrenze: { $old } → { $new }
effect-end = Zugleich gesehen – { the-end }: { $old } → { $new }
effect-supplier = Zugleich gesehen – Auftragnehmer: { $old } → { $new }
contract-subcontracts =
    { $source ->
        [usaspending] Nur gemeldete Unteraufträge stehen hier. Viele werden spät gemeldet, und unter 30.000 US-Dollar besteht keine Meldepflicht.
        [decp] Nur gemeldete Unteraufträge stehen hier: Auch andere können einen Teil der Arbeit machen.
       *[other] Unterauftragnehmer stehen hier nicht: Andere können einen Teil der Arbeit machen.
    }

## Was die Knöpfe eines Vertrags öffnen

button-more = Mehr
button-first-seen = Erster Abruf
button-figures = Zahlen im Verlauf
button-text = Der Text

figures-title = { contract-name }: Zahlen im Verlauf
figures-why = Aus den Abrufen des Bots, weil die Quelle zu diesen Zahlen keinen Verlauf führt. Jeder Eintrag ist ein Abruf mit neuen Zahlen.
figures-none = Es wurden keine Zahlen abgerufen.
figures-ordered = Mit allen seinen Aufträgen zugesagt
figures-before = { $value } (vorher: { $old })

first-seen-title = { contract-name }: erster Abruf
first-seen-date = Zuerst abgerufen am { $date }. Es kann schon vorher öffentlich gewesen sein.
first-seen-answers =
    { $count ->
        [0] Von damals ist keine Antwort der Quelle aufbewahrt.
        [one] Die Antwort von damals, unverändert aufbewahrt:
       *[other] Die Antworten von damals, unverändert aufbewahrt:
    }
first-seen-answer = { $source }, { $moment }, { $size } Byte
first-seen-part = Stand in einer Liste mehrerer Verträge: Das sagte sie zu diesem.
first-seen-none = Die Antwort der Quelle, dass sie keinen solchen Vertrag hat.
first-seen-hash = SHA-256
first-seen-attached = im Anhang: { $name }
first-seen-too-large = Zu groß zum Anhängen; sie ist in den Belegen, die das Kampagnenteam exportiert.
first-seen-more =
    { $count ->
        [one] und eine weitere Antwort, in den Belegen, die das Kampagnenteam exportiert
       *[other] und { $count } weitere Antworten, in den Belegen, die das Kampagnenteam exportiert
    }
first-seen-why = Hat eine Datei denselben SHA-256 wie oben, ist sie Byte für Byte das, was aufbewahrt wurde.

text-title = { contract-name }: der Text
text-read = { $source }, abgerufen am { $date }. Es sind die Worte derer, die ihn veröffentlicht haben.
text-part = Teil { $part } von { $total }
text-none = Davon ist kein Text aufbewahrt.

## Was nicht ging

refusal-search-too-short = Gib mindestens einen Buchstaben oder eine Ziffer von dem ein, was du suchst.
