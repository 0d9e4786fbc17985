# Onderaanneming, zoals gemeld: die van een contract, en die van gevolgde bedrijven onder andere

story-subcontracts = Ondercontracten
subcontracts-count =
    { $count ->
        [one] 1 ondercontract gemeld
       *[other] { $count } ondercontracten gemeld
    }
subcontracts-line =
    { $largest ->
        [none] { subcontracts-count }
        [only] { subcontracts-count }: { $amount } aan { $supplier }
        [plausible] { subcontracts-count }; het grootste aannemelijke: { $amount } aan { $supplier }
       *[other] { subcontracts-count }; het grootste: { $amount } aan { $supplier }
    }
subcontracts-about =
    { $source ->
        [decp] Zoals de opdrachtgever ze heeft gemeld. Elk is een deel van het contractbedrag: tel ze nooit op.
       *[other] Zoals de leverancier van het contract ze heeft gemeld. Elk is een deel van het contractbedrag: tel ze nooit op.
    }
subcontract-number = nr. { $number }
subcontract-times =
    { $count ->
        [one] één keer gemeld
       *[other] { $count } keer gemeld
    }
subcontract-amounts = met verschillende bedragen: { $amounts }
subcontract-amended = na een wijziging: { $amount }
subcontract-before = tot { $until }: { $old }
subcontract-first-seen = hier voor het eerst gezien op { $date }
subcontract-missing = sinds { $date } niet meer in de lijst
subcontract-doubt-own-number = onwaarschijnlijk: het bedrag is het nummer van het ondercontract
subcontract-doubt-above-ceiling = onwaarschijnlijk: meer dan het plafond van het contract
subcontract-doubt-above-contract = onwaarschijnlijk: meer dan op het contract is toegezegd
subcontracts-more =
    { $count ->
        [one] Nog 1 staat in de openbare bron.
       *[other] Nog { $count } staan in de openbare bron.
    }
subcontracts-incomplete = De lijst is niet volledig: niet alle { $reports } meldingen zijn gelezen.
subcontracts-partly = De lijst is niet volledig: { $listed } van de { $reports } meldingen zijn gelezen.
subcontracts-news =
    { $count ->
        [one] een nieuw ondercontract
       *[other] { $count } nieuwe ondercontracten
    }
subcontracts-news-days = Elk met zijn eigen datum: meldingen komen laat.

under-others-title = Als onderaannemer
button-under-others = Als onderaannemer
under-others-about = Ondercontracten die gevolgde bedrijven hebben bij contracten van anderen, zoals die ze hebben gemeld. Gevonden op naam of nummer: ga na of het het bedoelde bedrijf is.
under-others-head = { $supplier } voor { $prime }
under-others-contract = Contract { $number }, { $buyer }
under-others-none = Er is geen ondercontract van de gevolgde bedrijven gevonden.
under-others-unread = De bron is nog niet geraadpleegd. Probeer het morgen opnieuw.
under-others-incomplete = Er is meer dan gelezen kon worden.
under-others-missing = Niet hierbij: ondercontracten die niet of nog niet zijn gemeld. Onder 30.000 dollar is melden niet verplicht.
