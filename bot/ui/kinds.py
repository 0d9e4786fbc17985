"""Kinds of what is shown: a colour for each kind of change, for demands, and for the state of watches and
facts; the kinds of news that mention a role. Words say what a colour says: nobody needs to see it."""

from collections.abc import Collection

import discord

from bot.contracts.model import ChangeKind as Kind
from bot.contracts.queries.views import ContractLine
from bot.servers.settings import ServerSettings
from bot.ui.contracts.names import PUBLISHED

CALM = discord.Colour(0x1565C0)  # blue: new, or in order; a fact on somebody's word
MORE = discord.Colour(0xB3261E)  # red: money, time or work added
LESS = discord.Colour(0x2E7D32)  # green: money or time removed, or ended; a fact that is confirmed
SOON = discord.Colour(0xF9A825)  # yellow: an end that is near or past
GONE = discord.Colour(0x6A1B9A)  # violet: no longer there, or changed hands
WARNING = discord.Colour(0xEF6C00)  # orange: corrected, failing, disputed, or for organisers to act on
QUIET = discord.Colour(0x546E7A)  # grey: the rest
DEMAND = discord.Colour(0x00796B)  # teal: a demand, to sign or to read

OF_CHANGE = {
    Kind.NEW_VEHICLE: CALM,
    Kind.NEW_ORDER: CALM,
    Kind.NEW_ORDER_UNDER_VEHICLE: CALM,
    Kind.NEW_CONTRACT: CALM,
    Kind.NEW_NOTICE: CALM,
    Kind.NEW_ARTICLE: CALM,
    Kind.NEW_PAGE: CALM,
    Kind.MONEY_ADDED: MORE,
    Kind.CEILING_RAISED: MORE,
    Kind.OPTION_EXERCISED: MORE,
    Kind.EXTENDED: MORE,
    Kind.SCOPE_CHANGED: MORE,
    Kind.IN_FORCE: MORE,
    Kind.MONEY_REMOVED: LESS,
    Kind.CEILING_LOWERED: LESS,
    Kind.SHORTENED: LESS,
    Kind.TERMINATED: LESS,
    Kind.CANCELLED: LESS,
    Kind.CLOSED_OUT: LESS,
    Kind.ENDS_WITHIN_30_DAYS: SOON,
    Kind.ENDS_WITHIN_7_DAYS: SOON,
    Kind.LAPSED: SOON,
    Kind.WITHDRAWN: GONE,
    Kind.PAGE_REMOVED: GONE,
    Kind.PAGE_MOVED: GONE,
    Kind.SUPPLIER_CHANGED: GONE,
    Kind.SUPPLIER_RENAMED: GONE,
    Kind.SUPPLIER_MERGED: GONE,
    Kind.NOVATED: GONE,
    Kind.CORRECTED: WARNING,
    Kind.PAGE_CHANGED: QUIET,
    Kind.TEXT_CHANGED: QUIET,
    Kind.NO_LONGER_MATCHES: QUIET,
    Kind.RETURNED: QUIET,
    Kind.ALSO_LISTED: QUIET,
    Kind.ACTION: QUIET,
}
"""The colour of a post by its weightiest change."""

OF_FACT = {"confirmed": LESS, "stated": CALM, "disputed": WARNING, "unconfirmed": QUIET}
"""The colour of a fact by what is known of it."""


NEWS_KINDS = ("contracts", "publications", "demands", "deadlines")
"""Kinds of news for which a role can be mentioned, each with a setting ``<kind>_role_id``."""


def news_of_contracts(contracts: Collection[ContractLine]) -> list[str]:
    """Return the kinds of news of a post about these contracts."""
    published = {line.kind in PUBLISHED for line in contracts}
    return [kind for kind, of_kind in (("contracts", False), ("publications", True)) if of_kind in published]


def mentioned_roles(settings: ServerSettings) -> dict[str, int]:
    """Return the chosen role of each kind of news that has one."""
    chosen = {kind: getattr(settings, f"{kind}_role_id") for kind in NEWS_KINDS}
    return {kind: role_id for kind, role_id in chosen.items() if role_id is not None}
