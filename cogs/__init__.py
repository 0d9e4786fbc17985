"""Slash commands: thin handlers that parse, check permissions, call a service and show a card."""

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
