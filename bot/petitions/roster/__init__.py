"""Roster: the union's list of members, imported from a file, stored as keyed references, linked to accounts
by codes."""
