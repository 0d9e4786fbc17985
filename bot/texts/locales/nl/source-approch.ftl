source-name-approch = APProch (geplande Franse aankopen)
source-complete-approch = Alle projecten die het portaal telt moeten komen. Daalt het aantal tijdens het lezen, dan ontbreken er volgens de bot enkele.
