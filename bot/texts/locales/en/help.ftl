### /help

help-title = What this bot does
help-intro =
    It watches public contracts and says here when one appears, gets more money, is extended or is corrected.
    It answers questions with facts that carry their source.
    It collects signatures for the union's demands, and shows nobody who signed.
help-members = For everyone
help-organisers = For organisers
help-hide = Members see these commands listed too, but the bot refuses them. To hide them: *Server Settings*, *Integrations*, the bot, then `/organise`.
help-managers = For those who manage the server
help-privacy = What becomes of my data?
