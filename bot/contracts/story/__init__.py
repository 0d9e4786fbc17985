"""Story of a contract: what is known around it by other questions to its source or from other
sources (the same purchase, subcontracts, planning, protests, owners), and the enquiries that ask.

May import: the rest of ``contracts`` but ``contracts.queries``, ``announcements``, ``storage``.
Never: changes a contract's own record; that is for ``contracts.ingest``.
"""
