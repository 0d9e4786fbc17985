# Subappalti, come dichiarati: quelli di un contratto, e quelli che le aziende osservate hanno sotto altri

story-subcontracts = Subappalti
subcontracts-count =
    { $count ->
        [one] 1 subappalto dichiarato
       *[other] { $count } subappalti dichiarati
    }
subcontracts-line =
    { $largest ->
        [none] { subcontracts-count }
        [only] { subcontracts-count }: { $amount } a { $supplier }
       *[other] { subcontracts-count }; il più grande: { $amount } a { $supplier }
    }
subcontracts-about =
    { $source ->
        [decp] Come dichiarati dall’ente acquirente. Ognuno è parte dell’importo del contratto: non vanno mai sommati.
       *[other] Come dichiarati dal titolare del contratto. Ognuno è parte del suo importo: non vanno mai sommati.
    }
subcontract-number = n. { $number }
subcontract-times =
    { $count ->
        [one] dichiarato una volta
       *[other] dichiarato { $count } volte
    }
subcontract-amounts = con importi diversi: { $amounts }
subcontract-amended = dopo una modifica: { $amount }
subcontract-before = fino al { $until }: { $old }
subcontract-first-seen = visto qui la prima volta il { $date }
subcontract-missing = non più in elenco dal { $date }
subcontract-doubt-own-number = non plausibile: l’importo è il numero del subappalto
subcontract-doubt-above-ceiling = non plausibile: più del tetto del contratto
subcontract-doubt-above-contract = non plausibile: più di quanto impegna il contratto
subcontracts-more =
    { $count ->
        [one] Un altro è nei dati pubblici.
       *[other] Altri { $count } sono nei dati pubblici.
    }
subcontracts-incomplete = L’elenco è incompleto: non tutte le { $reports } dichiarazioni sono state lette.

under-others-title = In subappalto da altri
button-under-others = In subappalto da altri
under-others-about = Subappalti che le aziende di queste osservazioni hanno nei contratti di altre, come queste li hanno dichiarati. Trovati in base al nome: verificate che sia l’azienda che cercate.
under-others-head = { $supplier } per { $prime }
under-others-contract = Contratto { $number }, { $buyer }
under-others-none = Non risulta nessun subappalto delle vostre aziende sotto altre.
under-others-unread = Non è ancora stato chiesto. Riprovate domani.
under-others-incomplete = C’è più di quanto si è potuto leggere.
under-others-missing = Non ci sono: i subappalti sotto i 30.000 dollari, non dichiarati o dichiarati tardi.
