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

# Behind the button under posts and under /help.
words-explained =
    • **Order**: the agency buys.
    • **Committed**: promised, not yet paid.
    • **Framework contract**: terms for future orders.
    • **Ceiling**: the most all orders may reach, not money spent.
    • **Modification**: a change to an order.
    • **Option**: an extension agreed in advance.
