"""The command group: one cog made of the commands of this folder."""

from dataclasses import dataclass

from discord.ext import commands

from cogs.organise.audit import AuditCommands
from cogs.organise.board import BoardCommands
from cogs.organise.demand import DemandCommands
from cogs.organise.demand_lifecycle import DemandLifecycleCommands
from cogs.organise.export import ExportCommands
from cogs.organise.fact import FactCommands
from cogs.organise.invalidate import InvalidateCommands
from cogs.organise.name import NameCommands
from cogs.organise.paper import PaperCommands
from cogs.organise.posts import PostsCommands
from cogs.organise.retention import RetentionCommands
from cogs.organise.round import RoundCommands
from cogs.organise.settings import SettingsCommands
from cogs.organise.unit import UnitCommands
from cogs.organise.void import VoidCommands
from cogs.organise.watch import WatchCommands
from cogs.organise.word import WordCommands


@dataclass(eq=False, kw_only=True)
class OrganiseCog(
    ExportCommands,
    DemandCommands,
    PaperCommands,
    DemandLifecycleCommands,
    WatchCommands,
    FactCommands,
    WordCommands,
    SettingsCommands,
    PostsCommands,
    BoardCommands,
    AuditCommands,
    UnitCommands,
    NameCommands,
    InvalidateCommands,
    RetentionCommands,
    VoidCommands,
    RoundCommands,
    commands.GroupCog,
    group_name="organise",
    group_description="For organisers.",
):
    """The organisers' commands. Without ``default_permissions``: organisers without the permission to manage
    the server must see them."""
