command-contracts-chart = grafiek
    .description = Een afbeelding van de bedragen door de tijd heen, per contract, en van de plafonds.
command-contracts-chart-option-contract = contract
    .description = Een contract, of een raamovereenkomst met haar bestellingen; leeg voor alles wat wordt gevolgd.
