"""Public contracts: their model, the diff of records, and the watcher that reads them."""
