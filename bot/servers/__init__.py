"""Servers: their settings, and the deletion of all they had here once the bot is removed.

May import: ``petitions``, ``announcements``, ``audit``, ``storage`` and what is below.
Never: knows contracts, cards or Discord.
"""
