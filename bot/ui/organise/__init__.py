"""Organisers' cards: settings, posts, facts, words, audit, export, and the choice of channels and roles.

May import: ``ui``'s own modules and the services.
Never: checks a right; the cogs do, by ``ui.permissions``.
"""
