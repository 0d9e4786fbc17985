"""Eligibility: the conditions for signing a demand, frozen with it when it opens, and what they say of
signers.

They are checked when the form opens and again when it is submitted. Later changes of the server's settings do
not affect them: anyone who could narrow them would learn who signed, by letting a single person sign. They
can be widened, by a separate and public action. If only a few people can sign a demand, its count reveals
what each of them did: no count is published then.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol

from bot.common.clock import Clock
from bot.errors import UserError
from bot.petitions.roster.members import round_down
from bot.storage.models import Demand, Server
from bot.texts import Translator

Counts = Mapping[int, int]
"""Number of members with each role of a server. A role that is missing was deleted."""

_FRESH = timedelta(minutes=5)
_KEPT = timedelta(days=1)  # used while Discord does not answer: an old number still holds back a count


class HolderCounts:
    """TTL cache of the number of members with each role, by server. ``fetch`` asks Discord, and returns
    ``None`` if the numbers are unavailable; a service never asks Discord itself."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: dict[int, tuple[datetime, Counts]] = {}
        self.fetch: Callable[[int], Awaitable[Counts | None]] | None = None

    async def of(self, server_id: int) -> Counts | None:
        """Return the numbers by role; ``None`` if unavailable."""
        now = self._clock()
        known = self._known.get(server_id)
        if known is not None and timedelta() <= now - known[0] < _FRESH:
            return known[1]
        counts = None if self.fetch is None else await self.fetch(server_id)
        if counts is not None:
            self._known = {key: kept for key, kept in self._known.items() if now - kept[0] < _KEPT}
            self._known[server_id] = (now, counts)
            return counts
        return known[1] if known is not None and now - known[0] < _KEPT else None


class HasSignerLimit(Protocol):
    """Columns of a demand that determine who can sign it."""

    @property
    def role_ids(self) -> Sequence[int] | None: ...
    @property
    def verified_by(self) -> str: ...
    @property
    def roster_size(self) -> int | None: ...
    @property
    def min_eligible(self) -> int: ...


def eligible(demand: HasSignerLimit, counts: Counts | None) -> Literal["enough", "few", "unchecked"] | None:
    """Return whether enough people can sign; ``None`` if anyone in the server can.

    Of several roles the largest counts, since members with two roles must not be counted twice. For the
    roster it is the size at the last import.
    """
    numbers: list[int | None] = []
    if demand.role_ids:
        held = None if counts is None else max(counts.get(role_id, 0) for role_id in demand.role_ids)
        numbers.append(held)
    if demand.verified_by == "roster":
        numbers.append(demand.roster_size)
    if not numbers:
        return None
    if any(number is not None and number < demand.min_eligible for number in numbers):
        return "few"
    return "unchecked" if None in numbers else "enough"


def must_be_enough(demand: HasSignerLimit, counts: Counts | None) -> bool | None:
    """Return True if it was verified that enough people can sign, False if the number is unavailable,
    ``None`` if there is no limit. Raises ``UserError`` if there are too few."""
    found = eligible(demand, counts)
    if found == "few":
        raise UserError("refusal-eligible-few", least=demand.min_eligible)
    return None if found is None else found == "enough"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A member as seen in the interaction. Never stored, shown or included in an error message."""

    member_id: int = field(repr=False)  # id of the Discord account
    role_ids: frozenset[int] = field(repr=False)
    account_created_at: datetime = field(repr=False)
    joined_at: datetime | None = field(repr=False)  # time of joining the server; None: unknown


MAX_DAYS = 90
"""Maximum for the required age of an account or of a membership, in days: a requirement of years could be
chosen so that few people meet it."""

MAX_ROLES = 5
"""Maximum alternative roles of one demand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Conditions for signing a demand."""

    role_ids: tuple[int, ...] = ()  # any one of them is required; empty: anyone in the server may sign
    account_days: int = 0  # minimum age of the Discord account
    server_days: int = 0  # minimum time since the member joined the server
    roster: bool = False  # requires an account that is linked to the roster


@dataclass(frozen=True, slots=True, kw_only=True)
class Widening:
    """Relaxation of an open demand's conditions. Fields that are not given stay unchanged."""

    role_id: int | None = None  # additional role whose holders may sign
    anyone: bool = False  # drops the role requirement
    account_days: int | None = None
    server_days: int | None = None


class Asks(Protocol):
    """Columns of a demand that hold its conditions."""

    @property
    def role_ids(self) -> Sequence[int] | None: ...
    @property
    def min_account_days(self) -> int: ...
    @property
    def min_server_days(self) -> int: ...
    @property
    def verified_by(self) -> str: ...


class AsksOfNew(Protocol):
    """Settings of a server for the demands that open from now on."""

    @property
    def member_role_id(self) -> int | None: ...
    @property
    def min_account_days(self) -> int: ...
    @property
    def min_server_days(self) -> int: ...
    @property
    def roster(self) -> bool: ...


def conditions_of(demand: Asks) -> Conditions:
    """Return the conditions of a demand that has opened."""
    return Conditions(
        role_ids=tuple(demand.role_ids or ()),
        account_days=demand.min_account_days,
        server_days=demand.min_server_days,
        roster=demand.verified_by == "roster",
    )


def conditions_to_open(server: AsksOfNew, signed_by: str) -> Conditions:
    """Return the conditions that a demand would get if it opened now.

    The roster excludes a role requirement: nobody can count how many people meet both, and it may be one.
    Nothing is asked of the Discord accounts of those who sign without one.
    """
    if signed_by != "discord":
        return Conditions(roster=signed_by == "page")
    role_id = None if server.roster else server.member_role_id
    return Conditions(
        role_ids=() if role_id is None else (role_id,),
        account_days=server.min_account_days,
        server_days=server.min_server_days,
        roster=server.roster,
    )


def refusal(conditions: Conditions, signer: Signer, *, now: datetime) -> UserError | None:
    """Return a refusal for the first condition that is not met, else None. Does not consult the member's
    signature, nor the roster: a refusal because of a missing link would show a bystander who is on it."""
    if conditions.role_ids and signer.role_ids.isdisjoint(conditions.role_ids):
        return UserError("refusal-role-needed", roles=mentions(conditions.role_ids))
    if not _for_days(conditions.account_days, signer.account_created_at, now):
        return UserError("refusal-account-young", days=conditions.account_days)
    if not _for_days(conditions.server_days, signer.joined_at, now):
        return UserError("refusal-joined-lately", days=conditions.server_days)
    return None


def freeze(demand: Demand, server: Server, *, min_eligible: int) -> None:
    """Copy the server's current conditions to a demand that opens, and set what it states about its signers.
    Raises ``UserError`` if the roster is required and there is none."""
    asked = conditions_to_open(server, demand.signed_by)
    if asked.roster and server.roster_size is None:
        raise UserError("refusal-page-no-roster" if demand.signed_by == "page" else "refusal-roster-empty")
    demand.verified_by = "roster" if asked.roster else "role" if asked.role_ids else "server"
    demand.roster_size = server.roster_size if asked.roster else None
    demand.role_ids = list(asked.role_ids) or None
    demand.account_days = demand.min_account_days = asked.account_days
    demand.server_days = demand.min_server_days = asked.server_days
    demand.min_eligible = 0 if demand.signed_by == "paper" else min_eligible


def widen_conditions(before: Conditions, widening: Widening) -> Conditions:
    """Return the relaxed conditions. Raises ``UserError`` if any would become stricter, and if nothing would
    change.

    The roster requirement stays: without it the count would no longer be one per member.
    """
    role_ids = before.role_ids
    if widening.anyone:
        role_ids = ()
    elif widening.role_id is not None and widening.role_id not in role_ids:
        if not role_ids:
            raise UserError("refusal-widen-narrows")
        if len(role_ids) >= MAX_ROLES:
            raise UserError("refusal-widen-roles", most=MAX_ROLES)
        role_ids = (*role_ids, widening.role_id)
    account_days = before.account_days if widening.account_days is None else widening.account_days
    server_days = before.server_days if widening.server_days is None else widening.server_days
    if account_days > before.account_days or server_days > before.server_days:
        raise UserError("refusal-widen-narrows")
    after = replace(before, role_ids=role_ids, account_days=account_days, server_days=server_days)
    if after == before:
        raise UserError("refusal-widen-nothing")
    return after


def widen(demand: Demand, widening: Widening) -> None:
    """Relax a demand's conditions, and weaken what it states about its signers accordingly. Raises
    ``UserError``."""
    after = widen_conditions(conditions_of(demand), widening)
    demand.role_ids = list(after.role_ids) or None
    demand.min_account_days, demand.min_server_days = after.account_days, after.server_days
    if not after.role_ids and demand.verified_by == "role":
        demand.verified_by = "server"
    demand.account_days = min(demand.account_days, after.account_days)
    demand.server_days = min(demand.server_days, after.server_days)


def audit_values(demand: Asks) -> dict[str, Any]:
    """Return the conditions for the audit log; ids are strings, because JSON parsers may round large
    integers."""
    return {
        "role_ids": [str(role_id) for role_id in demand.role_ids or ()],
        "min_account_days": demand.min_account_days,
        "min_server_days": demand.min_server_days,
        "roster": demand.verified_by == "roster",
    }


def mentions(role_ids: Sequence[int | str]) -> str:
    """Return roles as Discord mentions."""
    return ", ".join(f"<@&{role_id}>" for role_id in role_ids)


def _for_days(days: int, since: datetime | None, now: datetime) -> bool:
    return not days or (since is not None and now - since >= timedelta(days=days))


def how_verified(
    t: Translator,
    verified_by: str,
    *,
    account_days: int,
    server_days: int,
    roster_size: int | None,
    count: int,
    server: str = "",
) -> str:
    """Return the label, which states only what holds for every signer of a demand. ``count`` is the count
    shown next to it, 0 if there is none; ``server`` the server's name, for readers outside it.
    ``verified_by``: ``page``, if the roster was compared when tokens were issued."""
    own = "board" if server else "demand"
    if verified_by not in ("roster", "page"):
        said = [t(f"{own}-verified-{verified_by}", server=server)]
    elif roster_size is not None and round_down(count) > roster_size:
        # Members who are taken off the roster keep their signature: the size of a roster that is smaller than
        # the count would contradict it.
        left = "demand-verified-roster-left"
        said = [t(f"{left}-page" if verified_by == "page" else left)]
    else:
        said = [t("demand-verified-roster", size=roster_size or 0)]
    if account_days:
        said.append(t("demand-verified-account", days=account_days))
    if server_days:
        said.append(t(f"{own}-verified-time", days=server_days, server=server))
    return " ".join(said)
