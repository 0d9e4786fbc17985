"""Files of demands that are signed on the union's page: published rows, and the rounds of issuing keys.

May import: ``bot.petitions.counts.ledger``, ``bot.petitions.demands.consent``,
``bot.petitions.page_rows``.
Never: reads anything that is not published.
"""
