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
       *[other] { subcontracts-count }; największa: { $amount } dla { $supplier }
    }
subcontracts-about =
    { $source ->
        [decp] Tak jak podał zamawiający. Każda jest częścią kwoty umowy: nie wolno ich sumować.
       *[other] Tak jak zgłosił wykonawca umowy. Każda jest częścią jej kwoty: nie wolno ich sumować.
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
subcontract-doubt-above-ceiling = niewiarygodne: więcej niż pułap umowy
subcontract-doubt-above-contract = niewiarygodne: więcej, niż przewiduje umowa
subcontracts-more =
    { $count ->
        [one] Jeszcze 1 jest w publicznym rejestrze.
        [few] Jeszcze { $count } są w publicznym rejestrze.
        [many] Jeszcze { $count } jest w publicznym rejestrze.
       *[other] Jeszcze { $count } jest w publicznym rejestrze.
    }
subcontracts-incomplete = Lista jest niepełna: nie odczytano wszystkich zgłoszeń (razem { $reports }).

under-others-title = Jako podwykonawca
button-under-others = Jako podwykonawca
under-others-about = Podumowy firm z tych obserwacji przy umowach innych, tak jak tamci je zgłosili. Znalezione po nazwie podwykonawcy: sprawdź, czy to ta firma.
under-others-head = { $supplier } dla { $prime }
under-others-contract = Umowa { $number }, { $buyer }
under-others-none = Nie odnotowano żadnej podumowy waszych firm u innych.
under-others-unread = Jeszcze o to nie pytano. Spróbuj jutro.
under-others-incomplete = Jest więcej, niż dało się odczytać.
under-others-missing = Brakuje tu podumów poniżej 30 000 dolarów, niezgłoszonych lub zgłoszonych późno.
