"""Key store: key files beside the database, the keyring, sealing, and destroying keys.

May import: ``storage`` and ``common``.
Never: writes a key into the database or the log.
"""
