"""Slash commands: parse, check rights, call a service, show a card.

A cog names the services that it uses as its fields; ``runtime.interface`` gives them.

May import: ``bot.ui`` and the services.
Never: contains a rule of the domain, or reads the database.
"""
