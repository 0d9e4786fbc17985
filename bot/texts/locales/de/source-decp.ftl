source-name-decp = DECP (französische öffentliche Verträge)
source-complete-decp = Zuerst werden die Zeilen gezählt. Ein Export mit weniger wird nicht benutzt, auch kein Vertrag mit weniger Zeilen, als die Suche fand.
