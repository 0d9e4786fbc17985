"""Slash commands: parse, check rights, call a service, show a card.

Each cog takes the services that it uses from the ``App``. A handler is given a ``cogs.base.Request``, and its
decorator says for whom it is.

May import: ``app``, ``ui`` and the services.
Never: contains a rule of the domain, or reads the database.
"""
