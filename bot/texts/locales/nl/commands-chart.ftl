command-contracts-chart = grafiek
    .description = Een afbeelding van de bedragen door de tijd, per contract, en van de plafonds.
command-contracts-chart-option-contract = contract
    .description = Een contract, of een raamcontract met zijn bestellingen; leeg voor alles wat wordt gevolgd.
