### La procedura di un contratto: piano, bando, aggiudicazione e contratto.

story-procedure = Procedura
story-procedure-line = Stessa procedura: { $stages }
story-procedure-stage =
    { $stage ->
        [plan] acquisto previsto
        [tender] bando di gara
        [award] aggiudicazione
        [contract] contratto
        [cancelled] annullamento
       *[other] avviso
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    }
story-procedure-entry =
    { $date ->
        [none] giorno non indicato
       *[other] { $date }
    }: { $stage }, { $number }{ $supplier ->
        [none] { "" }
       *[other] , { $supplier }
    }
story-procedure-this = questa scheda
story-procedure-missing = non si trova nella fonte dal { $date }
story-procedure-more =
    { $count ->
        [one] Un’altra scheda non è mostrata.
       *[other] Altre { $count } schede non sono mostrate.
    }
story-procedure-proof = È la fonte a collegare queste schede: hanno lo stesso numero di procedura o di gara (per un ordine, anche quello del suo accordo quadro), oppure una cita il numero dell’altra. Qui c’è solo ciò che hanno trovato i monitoraggi di questo server.
