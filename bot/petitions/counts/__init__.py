"""The counts that are published, what they are made of, and the ledger from which anyone recomputes them."""
