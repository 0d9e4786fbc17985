command-privacy = prywatność
    .description = Co się dzieje z twoimi danymi.
command-privacy-notice = informacja
    .description = Co się przechowuje, gdzie, jak długo i jak wycofać podpis.
command-privacy-export = kopia
    .description = Kopia tego, co przechowuje się o tobie: zamówiona dziś, gotowa jutro.
command-privacy-erase = usuń
    .description = Wycofaj wszystkie podpisy tego konta i usuń jego dane.
