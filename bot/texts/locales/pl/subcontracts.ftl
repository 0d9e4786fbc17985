# Podwykonawstwo według zgłoszeń: przy umowie, i obserwowanych firm u innych

story-subcontracts = Podwykonawstwo
subcontracts-count =
    { $count ->
        [one] Zgłoszono 1 podumowę
        [few] Zgłoszono { $count } podumowy
        [many] Zgłoszono { $count } podumów
       *[other] Zgłoszono { $count } podumowy
    }
subcontracts-line =
    { $largest ->
        [none] { subcontracts-count }
        [only] { subcontracts-count }: { $amount } dla { $supplier }
        [plausible] { subcontracts-count }; największa wiarygodna: { $amount } dla { $supplier }
       *[other] { subcontracts-count }; największa: { $amount } dla { $supplier }
    }
subcontracts-about =
    { $source ->
        [decp] Tak jak zgłosił je zamawiający. Każda jest częścią kwoty umowy: nie wolno ich sumować.
       *[other] Tak jak zgłosił je wykonawca umowy. Każda jest częścią kwoty umowy: nie wolno ich sumować.
    }
subcontract-number = nr { $number }
subcontract-times =
    { $count ->
        [one] zgłoszona raz
        [few] zgłoszona { $count } razy
        [many] zgłoszona { $count } razy
       *[other] zgłoszona { $count } raza
    }
subcontract-amounts = z różnymi kwotami: { $amounts }
subcontract-amended = po zmianie: { $amount }
subcontract-before = do { $until }: { $old }
subcontract-first-seen = widziana tu po raz pierwszy { $date }
subcontract-missing = od { $date } nie ma jej na liście
subcontract-doubt-own-number = niewiarygodne: kwota jest numerem podumowy
subcontract-doubt-above-ceiling = niewiarygodne: więcej niż limit umowy
subcontract-doubt-above-contract = niewiarygodne: więcej, niż zakontraktowano w umowie
subcontracts-more =
    { $count ->
        [one] Jeszcze 1 jest w danych publicznych.
        [few] Jeszcze { $count } są w danych publicznych.
        [many] Jeszcze { $count } jest w danych publicznych.
       *[other] Jeszcze { $count } jest w danych publicznych.
    }
subcontracts-incomplete = Lista jest niepełna: nie odczytano wszystkich zgłoszeń (razem { $reports }).
subcontracts-partly = Lista jest niepełna: odczytano { $listed } z { $reports } zgłoszeń.
subcontracts-news =
    { $count ->
        [one] nowa podumowa
        [few] { $count } nowe podumowy
        [many] { $count } nowych podumów
       *[other] { $count } nowej podumowy
    }
subcontracts-news-days = Każda z własną datą: zgłoszenia przychodzą późno.

under-others-title = Jako podwykonawca
button-under-others = Jako podwykonawca
under-others-about = Podumowy obserwowanych firm przy umowach innych firm, tak jak te je zgłosiły. Znalezione po nazwie lub numerze podwykonawcy: sprawdź, czy to ta firma.
under-others-head = { $supplier } dla { $prime }
under-others-contract = Umowa { $number }, { $buyer }
under-others-none = Nie znaleziono podumów obserwowanych firm.
under-others-unread = Źródła jeszcze o to nie zapytano. Spróbuj jutro.
under-others-incomplete = Jest więcej, niż dało się odczytać.
under-others-missing = Brakuje tu podumów, których nie zgłoszono lub jeszcze nie zgłoszono. Poniżej 30 000 dolarów nie ma takiego obowiązku.
