"""What a contract is, how records become changes, and the watcher that reads them."""
