source-name-boamp = BOAMP (französische Bekanntmachungen)
source-complete-boamp = Alle Bekanntmachungen, die das Portal zählt, müssen ankommen. Sinkt die Zahl beim Lesen, gelten einige als fehlend.
