source-name-ted = TED (Europese Unie)
source-complete-ted = Alle aankondigingen die TED telt moeten komen. Daalt het aantal tijdens het lezen, dan ontbreken er volgens de bot enkele.
