"""/setup: the set-up of a server, step by step. Every handler checks at every press that the person may.

May import: what ``cogs`` may.
Never: acts for somebody who may neither manage the server nor organise.
"""

from cogs.setup.cog import SetupCog

__all__ = ["SetupCog"]
