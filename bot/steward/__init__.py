"""What the steward of the machine does at the terminal: each job opens what it needs and closes it."""
