"""Ingest: each read of a source becomes stored contracts, a change log and announcements.

May import: ``contracts.diff``, ``contracts.sources``, ``announcements``, ``storage``.
Never: answers a command, or asks a source other than through ``contracts.sources``.
"""
