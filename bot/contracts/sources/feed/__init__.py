"""Feeds: articles of watchdogs and newspapers, as RSS, Atom or JSON Feed.

May import: what ``contracts.sources`` may.
Never: touches the database.
"""
