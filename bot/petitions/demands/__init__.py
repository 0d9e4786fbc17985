"""A demand from its draft to management's answer: its text, its deadline, and what members consent to."""
