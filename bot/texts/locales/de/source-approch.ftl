source-name-approch = APProch (geplante französische Einkäufe)
source-complete-approch = Alle Vorhaben, die das Portal zählt, müssen ankommen. Sinkt die Zahl beim Lesen, gelten einige als fehlend.
