"""Ballot box of untraceable signing: takes rows in without an account, and gives them out in publications.

It knows public issuing keys and rows, never a member: it works as well on another machine, run by others.

May import: ``keystore``, ``settings``, ``storage``, ``common``, ``errors`` and ``board.verify``.
Never: imports the registrar, knows a person or a server, or stores a time or an order of arrival.
"""
