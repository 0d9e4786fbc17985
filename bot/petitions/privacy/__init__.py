"""Privacy: a member's copy and erasure, retention and destruction of keys, legal holds.

May import: ``petitions.signing``, ``petitions.roster`` and what ``petitions`` may.
Never: tells from its answer whether somebody signed.
"""
