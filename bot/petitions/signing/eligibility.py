"""Eligibility: the conditions that a demand asks of its signers, frozen with it when it opens.

They are checked when the form opens and again when it is sent. Later settings of the server change nothing
in them: whoever could narrow them would learn who signed, by letting one person alone sign. They are widened
by an act of its own, which is public.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.petitions.signing.signer import Signer
from bot.refusal import Refusal
from bot.storage.tables import Demand, Server

MOST_DAYS = 90
"""Days of an account or of membership that may be asked: years could be chosen so that few have them."""

MAX_ROLES = 5
"""Roles of which one demand asks for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What a demand asks of its signers."""

    role_ids: tuple[int, ...] = ()  # one of them must be held; empty: anyone in the server may sign
    account_days: int = 0  # since the Discord account was made
    server_days: int = 0  # since its holder joined the server
    roster: bool = False  # whether a signature counts only with an account that is linked to the roster


@dataclass(frozen=True, slots=True, kw_only=True)
class Widening:
    """Less that an open demand asks of its signers. What is not given stays as it is."""

    role_id: int | None = None  # of a role whose holders may sign too
    anyone: bool = False  # no role is asked for any more
    account_days: int | None = None
    server_days: int | None = None


class Asks(Protocol):
    """The columns of a demand that hold its conditions."""

    @property
    def role_ids(self) -> Sequence[int] | None: ...
    @property
    def min_account_days(self) -> int: ...
    @property
    def min_server_days(self) -> int: ...
    @property
    def verified_by(self) -> str: ...


def conditions_of(demand: Asks) -> Conditions:
    """The conditions of a demand that has opened."""
    return Conditions(
        role_ids=tuple(demand.role_ids or ()),
        account_days=demand.min_account_days,
        server_days=demand.min_server_days,
        roster=demand.verified_by == "roster",
    )


def refusal(conditions: Conditions, signer: Signer, *, now: datetime) -> Refusal | None:
    """The first condition that does not hold. Never looks at what the person signed, nor at the roster: a
    refusal for want of a link would show a bystander who is on it."""
    if conditions.role_ids and signer.role_ids.isdisjoint(conditions.role_ids):
        return Refusal("refusal-role-needed", roles=mentions(conditions.role_ids))
    if not _for_days(conditions.account_days, signer.account_created_at, now):
        return Refusal("refusal-account-young", days=conditions.account_days)
    if not _for_days(conditions.server_days, signer.joined_at, now):
        return Refusal("refusal-joined-lately", days=conditions.server_days)
    return None


def freeze(demand: Demand, server: Server, *, min_eligible: int) -> None:
    """Give a demand that opens the conditions that the server's settings hold now, and let it say of its
    signers what they ask. Raises ``Refusal`` if it is to ask for a roster that is not there, or for more than
    ``MOST_DAYS``.

    Beside the roster no role is asked: how many hold both can be counted by nobody, and it may be one."""
    if server.roster and server.roster_size is None:
        raise Refusal("refusal-roster-empty")
    days = max(server.min_account_days, server.min_server_days)
    if days > MOST_DAYS:  # set in an earlier version
        raise Refusal("refusal-days-to-open", days=days, most=MOST_DAYS)
    demand.verified_by = "roster" if server.roster else "server" if server.member_role_id is None else "role"
    demand.roster_size = server.roster_size if server.roster else None
    role_asked = server.member_role_id is not None and not server.roster
    demand.role_ids = [server.member_role_id] if role_asked else None
    demand.account_days = demand.min_account_days = server.min_account_days
    demand.server_days = demand.min_server_days = server.min_server_days
    demand.min_eligible = min_eligible


def widened(before: Conditions, widening: Widening) -> Conditions:
    """The conditions with less asked. Raises ``Refusal`` for what would ask more, and where nothing would
    change.

    The roster stays: without it the count would no longer be one for each member.
    """
    role_ids = before.role_ids
    if widening.anyone:
        role_ids = ()
    elif widening.role_id is not None and widening.role_id not in role_ids:
        if not role_ids:
            raise Refusal("refusal-widen-narrows")
        if len(role_ids) >= MAX_ROLES:
            raise Refusal("refusal-widen-roles", most=MAX_ROLES)
        role_ids = (*role_ids, widening.role_id)
    account_days = before.account_days if widening.account_days is None else widening.account_days
    server_days = before.server_days if widening.server_days is None else widening.server_days
    if account_days > before.account_days or server_days > before.server_days:
        raise Refusal("refusal-widen-narrows")
    after = replace(before, role_ids=role_ids, account_days=account_days, server_days=server_days)
    if after == before:
        raise Refusal("refusal-widen-nothing")
    return after


def widen(demand: Demand, widening: Widening) -> None:
    """Let a demand ask less of its signers, and say no more of them than that from now on. Raises
    ``Refusal``."""
    after = widened(conditions_of(demand), widening)
    demand.role_ids = list(after.role_ids) or None
    demand.min_account_days, demand.min_server_days = after.account_days, after.server_days
    if not after.role_ids and demand.verified_by == "role":
        demand.verified_by = "server"
    demand.account_days = min(demand.account_days, after.account_days)
    demand.server_days = min(demand.server_days, after.server_days)


def told(demand: Asks) -> dict[str, Any]:
    """Its conditions as the audit has them: ids as text, which no reader of JSON rounds."""
    return {
        "role_ids": [str(role_id) for role_id in demand.role_ids or ()],
        "min_account_days": demand.min_account_days,
        "min_server_days": demand.min_server_days,
        "roster": demand.verified_by == "roster",
    }


def mentions(role_ids: Sequence[int | str]) -> str:
    """Roles as Discord shows them in a message."""
    return ", ".join(f"<@&{role_id}>" for role_id in role_ids)


def _for_days(days: int, since: datetime | None, now: datetime) -> bool:
    return not days or (since is not None and now - since >= timedelta(days=days))
