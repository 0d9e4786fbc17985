# Unteraufträge, wie gemeldet: die eines Vertrags, und die beobachteter Firmen unter anderen

story-subcontracts = Unteraufträge
subcontracts-count =
    { $count ->
        [one] 1 Unterauftrag gemeldet
       *[other] { $count } Unteraufträge gemeldet
    }
subcontracts-line =
    { $largest ->
        [none] { subcontracts-count }
        [only] { subcontracts-count }: { $amount } an { $supplier }
        [plausible] { subcontracts-count }; der größte plausible: { $amount } an { $supplier }
       *[other] { subcontracts-count }; der größte: { $amount } an { $supplier }
    }
subcontracts-about =
    { $source ->
        [decp] Wie der Auftraggeber sie gemeldet hat. Jeder ist ein Teil der Vertragssumme: nie zusammenzählen.
       *[other] Wie der Auftragnehmer des Vertrags sie gemeldet hat. Jeder ist ein Teil der Vertragssumme: nie zusammenzählen.
    }
subcontract-number = Nr. { $number }
subcontract-times =
    { $count ->
        [one] einmal gemeldet
       *[other] { $count }-mal gemeldet
    }
subcontract-amounts = mit verschiedenen Beträgen: { $amounts }
subcontract-amended = nach einer Änderung: { $amount }
subcontract-before = bis { $until }: { $old }
subcontract-first-seen = hier zuerst gesehen am { $date }
subcontract-missing = seit { $date } nicht mehr aufgeführt
subcontract-doubt-own-number = unplausibel: Der Betrag ist die Nummer des Unterauftrags
subcontract-doubt-above-ceiling = unplausibel: mehr als die Obergrenze des Vertrags
subcontract-doubt-above-contract = unplausibel: mehr, als der Vertrag zusagt
subcontracts-more =
    { $count ->
        [one] 1 weiterer steht in der öffentlichen Quelle.
       *[other] { $count } weitere stehen in der öffentlichen Quelle.
    }
subcontracts-incomplete = Die Liste ist unvollständig: Nicht alle { $reports } Meldungen wurden gelesen.
subcontracts-partly = Die Liste ist unvollständig: { $listed } von { $reports } Meldungen wurden gelesen.
subcontracts-news =
    { $count ->
        [one] ein neuer Unterauftrag
       *[other] { $count } neue Unteraufträge
    }
subcontracts-news-days = Jeder mit eigenem Datum: Meldungen kommen spät.

under-others-title = Als Unterauftragnehmer
button-under-others = Als Unterauftragnehmer
under-others-about = Unteraufträge der beobachteten Firmen bei Verträgen anderer Firmen, wie diese sie gemeldet haben. Gefunden über Namen oder Nummer: Prüf, ob es die gemeinte Firma ist.
under-others-head = { $supplier } für { $prime }
under-others-contract = Vertrag { $number }, { $buyer }
under-others-none = Kein Unterauftrag der beobachteten Firmen gefunden.
under-others-unread = Die Quelle wurde noch nicht gefragt. Versuch es morgen wieder.
under-others-incomplete = Es gibt mehr, als gelesen werden konnte.
under-others-missing = Nicht dabei: nicht oder noch nicht gemeldete Unteraufträge. Unter 30.000 US-Dollar muss keiner gemeldet werden.
