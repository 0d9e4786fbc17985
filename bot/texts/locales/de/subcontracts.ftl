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
       *[other] { subcontracts-count }; der größte: { $amount } an { $supplier }
    }
subcontracts-about =
    { $source ->
        [decp] Wie vom Auftraggeber angegeben. Jeder ist ein Teil der Vertragssumme: nie zusammenzählen.
       *[other] Wie vom Auftragnehmer gemeldet. Jeder ist ein Teil der Vertragssumme: nie zusammenzählen.
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

under-others-title = Unteraufträge bei anderen
button-under-others = Unteraufträge bei anderen
under-others-about = Unteraufträge, die Firmen dieser Beobachtungen bei Verträgen anderer haben, wie diese sie gemeldet haben. Gefunden über den Namen: Prüfen Sie, ob es die gemeinte Firma ist.
under-others-head = { $supplier } für { $prime }
under-others-contract = Vertrag { $number }, { $buyer }
under-others-none = Von Ihren Firmen ist kein Unterauftrag bei anderen verzeichnet.
under-others-unread = Danach wurde noch nicht gefragt. Versuchen Sie es morgen wieder.
under-others-incomplete = Es gibt mehr, als gelesen werden konnte.
under-others-missing = Nicht dabei: Unteraufträge unter 30.000 US-Dollar, nicht oder spät gemeldete.
