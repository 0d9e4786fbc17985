"""Parsing of bytes from outside, in worker processes that have limits and can be killed.

May import: ``contracts.model``, ``contracts.sources``' parsers.
Never: reaches the network or the database.
"""
