command-updates = nieuws
    .description = Wat er in de contracten is gewijzigd, en hoe het volgen gaat.
command-updates-latest = laatste
    .description = De laatste wijzigingen van de contracten.
command-updates-status = status
    .description = Wanneer de bronnen zijn gelezen, wat niet lukte, en wat op publicatie wacht.
