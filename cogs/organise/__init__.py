"""/organise: organisers' commands. Every call checks for the organiser role."""

from cogs.organise.cog import OrganiseCog

__all__ = ["OrganiseCog"]
