source-name-ted = TED (Europäische Union)
source-complete-ted = Alle Bekanntmachungen, die TED zählt, müssen ankommen. Sinkt die Zahl beim Lesen, gelten einige als fehlend.
