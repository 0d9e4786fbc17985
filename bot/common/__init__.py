"""Helpers without a domain: clock, files, text, backoff, pagination, logging and redaction.

May import: ``bot.errors`` and the standard library. Everything may import it.
Never: touches the database, Discord or a contract, or keeps state of a server.
"""
