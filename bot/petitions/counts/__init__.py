"""Counts: publications, breakdowns and their suppression, the ledger that anyone can recompute.

May import: ``petitions.signing``, ``petitions.roster`` and what ``petitions`` may.
Never: shows a count between two publications.
"""
