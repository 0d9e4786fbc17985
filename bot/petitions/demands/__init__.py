"""Demands: from draft to management's answer, with text, deadline and consent.

May import: ``petitions.counts``, ``petitions.signing``, ``petitions.roster`` and what ``petitions`` may.
Never: changes an open demand's text without a new version.
"""
