command-updates = neues
    .description = Was sich bei den Verträgen geändert hat und wie die Beobachtungen laufen.
command-updates-latest = neueste
    .description = Die letzten Änderungen der Verträge.
command-updates-status = status
    .description = Wann die Quellen abgerufen wurden, was nicht ging und was auf Veröffentlichung wartet.
