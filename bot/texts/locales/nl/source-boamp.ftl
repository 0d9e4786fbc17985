source-name-boamp = BOAMP (Franse aankondigingen)
source-complete-boamp = Alle aankondigingen die het portaal telt moeten komen. Daalt het aantal tijdens het lezen, dan ontbreken er volgens de bot enkele.
