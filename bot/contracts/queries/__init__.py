"""Queries: what commands, exports and posts ask of the stored contracts.

May import: ``contracts.model``, ``contracts.row_mapping``, ``contracts.diff`` and ``storage``.
Never: writes, or asks a source.
"""
