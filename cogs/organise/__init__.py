"""/organise: what organisers do from Discord. Everything here asks for the organiser role at every call."""

from cogs.organise.cog import OrganiseCog

__all__ = ["OrganiseCog"]
