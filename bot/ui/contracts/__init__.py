"""Contracts as they are shown: card, lists, sentences on changes, charts, digests, evidence.

May import: ``ui``'s own modules and the services.
Never: compares records; a change comes here as ``contracts.diff`` made it.
"""
