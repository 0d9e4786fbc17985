"""Published counts, their breakdowns and milestones, and the ledger from which anyone can recompute them."""
