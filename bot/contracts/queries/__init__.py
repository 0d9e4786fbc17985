"""Queries: what commands, exports and posts ask of the stored contracts.

May import: the rest of ``contracts``, and ``storage``.
Never: writes, or asks a source.
"""
