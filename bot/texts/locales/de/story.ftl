### Der Hintergrund eines Vertrags: was neben seinem eigenen Eintrag bekannt ist.

button-story = Hintergrund
story-title = Hintergrund: { $name }
story-none = Mehr ist darüber noch nicht bekannt.
contract-code-solicitation = Ausschreibung

## Derselbe Einkauf, auf Auftragnehmer verteilt

story-purchase = Derselbe Einkauf
story-purchase-line =
    { $proved ->
        [yes] Einer von { $count } Aufträgen desselben Einkaufs
        [least] Einer von mindestens { $count } Aufträgen desselben Einkaufs
       *[no] Einer von { $count } Aufträgen, die nach einem einzigen Einkauf aussehen
    }{ $amount ->
        [none] { "" }
       *[other] : zusammen **{ $amount }**
    }
# In a post, which shows later orders for some days only.
story-purchase-as-of = { $said } (Stand: { $date })
story-purchase-unknown =
    { $count ->
        [one] ohne einen Auftrag, dessen Betrag nicht angegeben ist
       *[other] ohne { $count } Aufträge, deren Beträge nicht angegeben sind
    }
story-purchase-alike-because = dieselbe einkaufende Stelle, dieselben Produkt- und Branchencodes, jeder bei einem anderen Auftragnehmer, höchstens { $days } Tage vor oder nach diesem unterschrieben, unter Rahmenverträgen desselben Jahres
story-purchase-others =
    { $count ->
        [one] einen anderen
       *[other] { $count } andere
    }
story-purchase-known-by =
    { $proved ->
        [yes] In den öffentlichen Daten steht für alle, oder für ihre Rahmenverträge, dieselbe Ausschreibung: { $solicitation }.
        [some] In den öffentlichen Daten steht für diesen Auftrag und { story-purchase-others }, oder für ihre Rahmenverträge, dieselbe Ausschreibung: { $solicitation }. Die übrigen sehen nur ähnlich aus: { story-purchase-alike-because }.
       *[no] Die öffentlichen Daten sagen nicht, dass es ein einziger Einkauf ist. Die Aufträge sehen ähnlich aus: { story-purchase-alike-because }.
    }
story-purchase-order =
    { $number }, { $supplier }: { $amount ->
        [none] Betrag nicht angegeben
       *[other] **{ $amount }**
    }{ $signed ->
        [none] { "" }
       *[other] , unterschrieben am { $signed }
    }
story-purchase-this = dieser Auftrag
story-purchase-alike = sieht ähnlich aus
story-purchase-missing = { $number }, { $supplier }: von der Suche seit { $date } nicht mehr gefunden und nicht mitgezählt
story-purchase-chart = Diagramm
story-purchase-not-stated = Betrag nicht angegeben
story-purchase-chart-more =
    { $count ->
        [one] Ein weiterer Auftrag steht nicht im Diagramm.
       *[other] { $count } weitere Aufträge stehen nicht im Diagramm.
    }
story-purchase-news = die anderen Auftragnehmer dieses Einkaufs
story-purchase-news-new = Neu: { $order }
story-purchase-news-more = { $number }, { $supplier }: { $amount } mehr, insgesamt { $total }
story-purchase-amounts = Beträge: was mit jedem Auftrag bisher zugesagt ist. Obergrenzen sind nie dabei.
