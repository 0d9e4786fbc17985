"""Slash commands: parse, check rights, call a service, show a card.

May import: ``bot.ui``, ``bot.app`` and the services.
Never: contains a rule of the domain, or reads the database.
"""

from collections.abc import Callable

from discord.ext import commands

from bot.app import App
from cogs.contracts import ContractsCog
from cogs.demands import DemandsCog
from cogs.facts import FactsCog
from cogs.help import HelpCog
from cogs.join import JoinCog
from cogs.organise import OrganiseCog
from cogs.privacy import PrivacyCog
from cogs.setup import SetupCog
from cogs.updates import UpdatesCog

COGS: tuple[Callable[[App], commands.Cog], ...] = (
    ContractsCog,
    FactsCog,
    DemandsCog,
    JoinCog,
    UpdatesCog,
    PrivacyCog,
    HelpCog,
    OrganiseCog,
    SetupCog,
)
