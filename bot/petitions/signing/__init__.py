"""Signing: eligibility, signing and withdrawing in batches, the withdrawal journal.

May import: ``petitions.roster`` and what ``petitions`` may.
Never: answers before the row is on disk.
"""
