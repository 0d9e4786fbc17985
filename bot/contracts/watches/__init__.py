"""Watches: adding one with a preview, pausing and resuming it, and the catch-up afterwards.

May import: ``contracts.diff``, ``contracts.ingest``, ``contracts.registers``, ``contracts.sources``,
``announcements``, ``audit``, ``storage``.
Never: decides what changed in a contract; that is for ``contracts.diff``.
"""
