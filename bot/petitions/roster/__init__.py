"""Roster: the union's list of members, imported from a file, kept as keyed references, joined by codes.

May import: ``keystore``, ``audit``, ``storage``.
Never: stores a membership number or a code.
"""
