### De achtergrond van een contract: wat er bekend is naast de eigen gegevens.

button-story = Achtergrond
story-title = Achtergrond: { $name }
story-none = Meer is er nog niet over bekend.
contract-code-solicitation = Aanbesteding

## Dezelfde aankoop, verdeeld over leveranciers

story-purchase = Dezelfde aankoop
story-purchase-line =
    { $proved ->
        [yes] Een van { $count } bestellingen voor dezelfde aankoop
        [least] Een van minstens { $count } bestellingen voor dezelfde aankoop
       *[no] Een van { $count } bestellingen die op één aankoop lijken
    }{ $amount ->
        [none] { "" }
       *[other] : samen **{ $amount }**
    }
# In a post, which shows later orders for some days only.
story-purchase-as-of = { $said } (stand op { $date })
story-purchase-unknown =
    { $count ->
        [one] zonder één bestelling waarvan het bedrag niet vermeld is
       *[other] zonder { $count } bestellingen waarvan de bedragen niet vermeld zijn
    }
story-purchase-alike-because = gekocht door hetzelfde bureau, met dezelfde product- en branchecodes, elk bij een andere leverancier, hoogstens { $days } dagen voor of na deze ondertekend, onder raamovereenkomsten van hetzelfde jaar
story-purchase-others =
    { $count ->
        [one] één andere
       *[other] { $count } andere
    }
story-purchase-known-by =
    { $proved ->
        [yes] De openbare gegevens noemen voor alle, of voor hun raamovereenkomsten, dezelfde aanbesteding: { $solicitation }.
        [some] De openbare gegevens noemen voor deze bestelling en { story-purchase-others }, of voor hun raamovereenkomsten, dezelfde aanbesteding: { $solicitation }. De rest lijkt er alleen op: { story-purchase-alike-because }.
       *[no] De openbare gegevens zeggen niet dat het één aankoop is. De bestellingen lijken op elkaar: { story-purchase-alike-because }.
    }
story-purchase-order =
    { $number }, { $supplier }: { $amount ->
        [none] bedrag niet vermeld
       *[other] **{ $amount }**
    }{ $signed ->
        [none] { "" }
       *[other] , ondertekend op { $signed }
    }
story-purchase-this = deze bestelling
story-purchase-alike = lijkt erop
story-purchase-missing = { $number }, { $supplier }: sinds { $date } niet meer gevonden door de zoekopdracht, en niet meegeteld
story-purchase-chart = Grafiek
story-purchase-not-stated = bedrag niet vermeld
story-purchase-chart-more =
    { $count ->
        [one] Nog één bestelling staat niet in de grafiek.
       *[other] Nog { $count } bestellingen staan niet in de grafiek.
    }
story-purchase-news = de andere leveranciers van deze aankoop
story-purchase-news-new = Nieuw: { $order }
story-purchase-news-more = { $number }, { $supplier }: { $amount } meer, { $total } in totaal
story-purchase-amounts = Bedragen: wat op elke bestelling tot nu toe is toegezegd. Plafonds worden nooit opgeteld.
