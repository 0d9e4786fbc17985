"""Announcements: the outbox, which a change enters in its own transaction, and the delivery of posts.

May import: ``audit``, ``storage`` and what is below.
Never: imports Discord; a ``Poster`` renders and sends what is due.
"""
