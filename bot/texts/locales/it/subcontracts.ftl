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
        [plausible] { subcontracts-count }; il più grande plausibile: { $amount } a { $supplier }
       *[other] { subcontracts-count }; il più grande: { $amount } a { $supplier }
    }
subcontracts-about =
    { $source ->
        [decp] Come li ha dichiarati il committente. Ognuno è parte dell’importo del contratto: non vanno mai sommati.
       *[other] Come li ha dichiarati il fornitore del contratto. Ognuno è parte dell’importo del contratto: non vanno mai sommati.
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
subcontract-missing = non è più in elenco dal { $date }
subcontract-doubt-own-number = non plausibile: l’importo è il numero del subappalto
subcontract-doubt-above-ceiling = non plausibile: più del tetto del contratto
subcontract-doubt-above-contract = non plausibile: più di quanto impegna il contratto
subcontracts-more =
    { $count ->
        [one] Un altro è nei dati pubblici.
       *[other] Altri { $count } sono nei dati pubblici.
    }
subcontracts-incomplete = L’elenco è incompleto: non tutte le { $reports } dichiarazioni sono state lette.
subcontracts-partly = L’elenco è incompleto: sono state lette { $listed } dichiarazioni su { $reports }.
subcontracts-news =
    { $count ->
        [one] un nuovo subappalto
       *[other] { $count } nuovi subappalti
    }
subcontracts-news-days = Ognuno con la propria data: le dichiarazioni arrivano tardi.

under-others-title = In subappalto
button-under-others = In subappalto
under-others-about = Subappalti che le aziende seguite hanno nei contratti di altre, come queste li hanno dichiarati. Trovati in base al nome o al numero: verifica che sia l’azienda che cerchi.
under-others-head = { $supplier } per { $prime }
under-others-contract = Contratto { $number }, { $buyer }
under-others-none = Non è stato trovato nessun subappalto delle aziende seguite.
under-others-unread = La fonte non è ancora stata interrogata. Riprova domani.
under-others-incomplete = C’è più di quanto si è potuto leggere.
under-others-missing = Mancano i subappalti non dichiarati o non ancora dichiarati. Sotto i 30.000 dollari non è obbligatorio dichiararli.
