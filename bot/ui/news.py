"""Kinds of news in posts, and the roles that organisers chose to be mentioned for them."""

from collections.abc import Collection

from bot.contracts.queries.views import ContractLine
from bot.servers.settings import ServerSettings
from bot.ui.contracts.names import PUBLISHED

NEWS_KINDS = ("contracts", "publications", "demands", "deadlines")
"""Kinds of news for which a role can be mentioned, each with a setting ``<kind>_role_id``."""

_OF_POST = {
    "demand": "demands",
    "milestone": "demands",
    "widened": "demands",
    "prolonged": "demands",
    "closed": "demands",
    "delivered": "demands",
    "answered": "demands",
    "void": "demands",
    "reminder": "deadlines",
}


def news_of_demand(post: str) -> list[str]:
    """Return the kind of news of a kind of post about a demand."""
    return [_OF_POST[post]] if post in _OF_POST else []


def news_of_contracts(contracts: Collection[ContractLine]) -> list[str]:
    """Return the kinds of news of a post about these contracts."""
    published = {line.kind in PUBLISHED for line in contracts}
    return [kind for kind, of_kind in (("contracts", False), ("publications", True)) if of_kind in published]


def mentioned_roles(settings: ServerSettings) -> dict[str, int]:
    """Return the chosen role of each kind of news that has one."""
    chosen = {kind: getattr(settings, f"{kind}_role_id") for kind in NEWS_KINDS}
    return {kind: role_id for kind, role_id in chosen.items() if role_id is not None}
