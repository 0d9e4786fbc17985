### Kontekst umowy: co wiadomo poza jej własnym wpisem.

button-story = Kontekst
story-title = Kontekst: { $name }
story-none = Nic więcej jeszcze nie wiadomo.
contract-code-solicitation = Przetarg

## Ten sam zakup, podzielony między wykonawców

story-purchase = Ten sam zakup
story-purchase-line =
    { $proved ->
        [yes] Jedno z { $count } zamówień w ramach tego samego zakupu
        [least] Jedno z co najmniej { $count } zamówień w ramach tego samego zakupu
       *[no] Jedno z { $count } zamówień, które wyglądają na jeden zakup
    }{ $amount ->
        [none] { "" }
       *[other] : razem **{ $amount }**
    }
# In a post, which shows later orders for some days only.
story-purchase-as-of = { $said } (stan na { $date })
story-purchase-unknown =
    { $count ->
        [one] bez jednego zamówienia, którego kwoty nie podano
        [few] bez { $count } zamówień, których kwot nie podano
        [many] bez { $count } zamówień, których kwot nie podano
       *[other] bez { $count } zamówień, których kwot nie podano
    }
story-purchase-alike-because = ta sama jednostka zamawiającego, te same kody produktu i branży, każde u innego wykonawcy, podpisane najwyżej { $days } dni przed tym lub po nim, w ramach umów ramowych z tego samego roku
story-purchase-others =
    { $count ->
        [one] jednego innego
        [few] { $count } innych
        [many] { $count } innych
       *[other] { $count } innego
    }
story-purchase-known-by =
    { $proved ->
        [yes] Dane publiczne podają ten sam przetarg dla wszystkich lub dla ich umów ramowych: { $solicitation }.
        [some] Dane publiczne podają ten sam przetarg dla tego zamówienia i { story-purchase-others } lub dla ich umów ramowych: { $solicitation }. Pozostałe są tylko podobne: { story-purchase-alike-because }.
       *[no] Dane publiczne nie mówią, że to jeden zakup. Zamówienia są podobne: { story-purchase-alike-because }.
    }
story-purchase-order =
    { $number }, { $supplier }: { $amount ->
        [none] kwoty nie podano
       *[other] **{ $amount }**
    }{ $signed ->
        [none] { "" }
       *[other] , podpisane { $signed }
    }
story-purchase-this = to zamówienie
story-purchase-alike = podobne
story-purchase-missing = { $number }, { $supplier }: wyszukiwanie nie znajduje go od { $date }; nie jest liczone
story-purchase-chart = Wykres
story-purchase-not-stated = kwoty nie podano
story-purchase-chart-more =
    { $count ->
        [one] Jednego zamówienia nie ma na wykresie.
        [few] { $count } zamówień nie ma na wykresie.
        [many] { $count } zamówień nie ma na wykresie.
       *[other] { $count } zamówienia nie ma na wykresie.
    }
story-purchase-news = inni wykonawcy w tym zakupie
story-purchase-news-new = Nowe: { $order }
story-purchase-news-more = { $number }, { $supplier }: o { $amount } więcej, łącznie { $total }
story-purchase-amounts = Kwoty: ile dotąd zakontraktowano w każdym zamówieniu. Limitów nigdy się nie dolicza.
