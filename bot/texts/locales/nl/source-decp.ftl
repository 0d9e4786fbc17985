source-name-decp = DECP (Franse overheidscontracten)
source-complete-decp = Eerst worden de rijen geteld. Een export met minder wordt niet gebruikt, ook geen contract met minder rijen dan de zoekactie vond.
