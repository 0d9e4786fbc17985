### Il contesto di un contratto: ciò che si sa oltre alla sua scheda.

button-story = Contesto
story-title = Contesto: { $name }
story-none = Non se ne sa ancora altro.
contract-code-solicitation = Gara

## Lo stesso acquisto, diviso tra fornitori

story-purchase = Lo stesso acquisto
story-purchase-line =
    { $proved ->
        [yes] Uno dei { $count } ordini di uno stesso acquisto
        [least] Uno di almeno { $count } ordini di uno stesso acquisto
       *[no] Uno di { $count } ordini che sembrano un unico acquisto
    }{ $amount ->
        [none] { "" }
       *[other] : **{ $amount }** in tutto
    }
# In a post, which shows later orders for some days only.
story-purchase-as-of = { $said } (al { $date })
story-purchase-unknown =
    { $count ->
        [one] senza un ordine il cui importo non è indicato
       *[other] senza { $count } ordini i cui importi non sono indicati
    }
story-purchase-alike-because = lo stesso ufficio committente, gli stessi codici di prodotto e di settore, ciascuno a un altro fornitore, firmati al massimo { $days } giorni prima o dopo questo, sotto accordi quadro dello stesso anno
story-purchase-others =
    { $count ->
        [one] un altro
       *[other] altri { $count }
    }
story-purchase-known-by =
    { $proved ->
        [yes] I dati pubblici indicano la stessa gara per tutti, o per i loro accordi quadro: { $solicitation }.
        [some] I dati pubblici indicano la stessa gara per questo ordine e { story-purchase-others }, o per i loro accordi quadro: { $solicitation }. Gli altri si somigliano soltanto: { story-purchase-alike-because }.
       *[no] I dati pubblici non dicono che si tratti di un unico acquisto. Gli ordini si somigliano: { story-purchase-alike-because }.
    }
story-purchase-order =
    { $number }, { $supplier }: { $amount ->
        [none] importo non indicato
       *[other] **{ $amount }**
    }{ $signed ->
        [none] { "" }
       *[other] , firmato il { $signed }
    }
story-purchase-this = questo ordine
story-purchase-alike = somigliante
story-purchase-missing = { $number }, { $supplier }: la ricerca non lo trova dal { $date }; non contato
story-purchase-chart = Grafico
story-purchase-not-stated = importo non indicato
story-purchase-chart-more =
    { $count ->
        [one] Un altro ordine non è nel grafico.
       *[other] Altri { $count } ordini non sono nel grafico.
    }
story-purchase-news = gli altri fornitori di questo acquisto
story-purchase-news-new = Nuovo: { $order }
story-purchase-news-more = { $number }, { $supplier }: { $amount } in più, { $total } in tutto
story-purchase-amounts = Importi: quanto ogni ordine impegna finora. I tetti non vengono mai sommati.
