"""Petitions: demands and their signatures, how they are stored, and the counts that are published."""
