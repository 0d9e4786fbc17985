"""Time-stamps (RFC 3161): once a day, authorities sign that the SHA-256 of a document existed.

The document stands for the heads of all published ledgers and for the kept answers of sources. An authority
learns that hash and the address of this machine, and nothing else.

May import: ``contracts``, ``petitions``, ``storage``, ``settings``.
Never: imports a library for time-stamps before one is asked for or verified; holds anything else up.
"""
