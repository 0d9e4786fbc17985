"""Diff: pure functions from what was known and what a source shows now to what changed.

May import: ``contracts.model`` and the standard library.
Never: reads the database, the clock or the network.
"""
