"""Demands and their signatures: what members sign, how it is kept, and the counts that are published."""
