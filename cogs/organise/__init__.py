"""/organise: what organisers do from Discord. Every handler checks the organiser role at every call.

May import: what ``cogs`` may.
Never: acts for somebody without the role, whatever a button says.
"""

from cogs.organise.cog import OrganiseCog

__all__ = ["OrganiseCog"]
