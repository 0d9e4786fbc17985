"""Units: sites or departments that a signer may name, at most one, with the number of people in each.

A breakdown shows no unit in which nearly everyone signed. An invented size, or the name of a small site given
to a large one, would bypass that. So organisers propose a unit or a change, and another one confirms it, who
contributed nothing to it.
"""

import builtins
import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import Audit
from bot.common.clock import Clock
from bot.common.made import made_of
from bot.common.text import fold, one_line, slugs
from bot.errors import UserError
from bot.petitions.counts.suppression import PublishedCount, choose
from bot.storage import Database
from bot.storage.models import Demand, Publication, Server, Unit
from bot.storage.upsert import ensure_server, insert_ignore

NAME_LENGTH = 80
MAX_UNITS = 500
MAX_SUGGESTIONS = 25
MAX_UNIT_SIZE = 10_000_000

_TOKEN = 16  # length of the hash in a button


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitView:
    """Read model of a unit, public."""

    id: int
    slug: str
    names: Mapping[str, str]  # by language; at least one
    size: int
    least_size: int  # smallest size it ever had, used for breakdowns
    is_confirmed: bool  # organisers agreed on its name and size: signers may name it
    proposal: Mapping[str, Any] | None  # ``names`` and ``size`` that await confirmation by another organiser


class Units:
    """Service for the units of all servers. Each call names a server and sees only that server's units."""

    def __init__(self, database: Database, clock: Clock, *, audit: Audit) -> None:
        self._database = database
        self._clock = clock
        self._audit = audit

    async def list(self, server_id: int) -> tuple[UnitView, ...]:
        """Return all units, sorted by name."""
        async with self._database.read() as session:
            return await units_of(session, server_id)

    async def get(self, server_id: int, unit_id: int) -> UnitView:
        """Return one unit. Raises ``UserError`` if the server has none with this id."""
        async with self._database.read() as session:
            return _view(await _found(session, server_id, unit_id))

    async def suggest(self, server_id: int, typed: str, *, offered: bool = False) -> builtins.list[UnitView]:
        """Return at most 25 units whose name in any language contains the typed text; ``offered``: only those
        that signers may name."""
        wanted = fold(typed.strip())
        return [
            unit
            for unit in await self.list(server_id)
            if (unit.is_confirmed or not offered)
            and (wanted in unit.slug or any(wanted in fold(name) for name in unit.names.values()))
        ][:MAX_SUGGESTIONS]

    async def add(self, server_id: int, names: Mapping[str, str], size: int, *, by: int) -> UnitView:
        """Propose a unit, which is not offered until another organiser confirms it. Raises ``UserError`` for
        a name that is missing, too long or taken, and for a size below one."""
        tidied = _checked(names)
        _check_size(size)
        free, unit_id = slugs(tidied.get("en", next(iter(tidied.values()))), fallback="unit"), None
        async with self._database.write() as session:
            await ensure_server(session, self._database, server_id, self._clock())
            known = await units_of(session, server_id)
            if len(known) >= MAX_UNITS:
                raise UserError("refusal-unit-too-many", most=MAX_UNITS)
            _check_free(tidied, known, None)
            after = {"names": tidied, "size": size}
            proposed_by = await self._audit.token(session, server_id, by)
            values = {**after, "least_size": size, "proposal": after, "proposers": [proposed_by.hex()]}
            while unit_id is None:  # until a free slug is found
                made = await session.execute(
                    insert_ignore(self._database, Unit)
                    .values(server_id=server_id, slug=next(free), **values)
                    .returning(Unit.id)
                )
                unit_id = made.scalar_one_or_none()
            await self._audit.record(session, server_id, by, "unit-add", f"unit:{unit_id}", after=after)
            return _view(await _found(session, server_id, unit_id))

    async def edit(
        self,
        server_id: int,
        unit_id: int,
        *,
        names: Mapping[str, str] | None = None,
        size: int | None = None,
        by: int,
    ) -> UnitView:
        """Propose other names for a unit, in the languages of ``names``, or another size.

        The unit is unchanged until an organiser confirms the proposal who contributed nothing to it. Raises
        ``UserError``, also if nothing would change. To propose the values that are confirmed drops what was
        proposed.
        """
        tidied = {} if not names else _checked(names)
        if size is not None:
            _check_size(size)
        async with self._database.write() as session:
            unit = await _found(session, server_id, unit_id)
            _check_free(tidied, await units_of(session, server_id), unit_id)
            before: dict[str, Any] = {"names": unit.names, "size": unit.size}
            proposed, proposers = await self._basis(session, unit, before)
            after = {
                "names": {**proposed["names"], **tidied},
                "size": proposed["size"] if size is None else size,
            }
            is_same = after == before and unit.state == "confirmed"
            if (not tidied and size is None) or (is_same and unit.proposal is None):
                raise UserError("refusal-unit-unchanged")
            unit.proposal = None if is_same else after
            token = (await self._audit.token(session, server_id, by)).hex()
            unit.proposers = [*(each for each in proposers if each != token), token]
            await session.flush()
            await self._audit.record(
                session, server_id, by, "unit-edit", f"unit:{unit_id}", before=before, after=after
            )
            return _view(unit)

    async def confirm(self, server_id: int, unit_id: int, proposal: str, *, by: int) -> UnitView:
        """Apply a proposal made by other organisers or by the steward's campaign file. ``proposal`` is the
        ``token`` of the proposal that was shown. Raises ``UserError``.

        Breakdowns use the smallest size that the unit ever had: a larger one must not reveal what the smaller
        one kept hidden.
        """
        async with self._database.write() as session:
            unit = await _found(session, server_id, unit_id)
            if unit.proposal is None:
                confirmed = unit.state == "confirmed"
                raise UserError("refusal-unit-confirmed" if confirmed else "refusal-unit-not-proposed")
            if token(unit.proposal) != proposal:
                raise UserError("refusal-unit-proposal-changed")
            await self._audit.second_person(session, server_id, by, _tokens(unit), kind="unit")
            _check_free(unit.proposal["names"], await units_of(session, server_id), unit_id)
            before = {"names": unit.names, "size": unit.size}
            after = unit.proposal
            unit.names, unit.size = after["names"], after["size"]
            unit.least_size = min(unit.least_size, unit.size)
            unit.state, unit.proposal, unit.proposers = "confirmed", None, []
            await session.flush()
            await self._audit.record(
                session, server_id, by, "unit-confirm", f"unit:{unit_id}", before=before, after=after
            )
            return _view(unit)

    async def _basis(
        self, session: AsyncSession, unit: Unit, confirmed: Mapping[str, Any]
    ) -> tuple[Mapping[str, Any], Sequence[str]]:
        """Return the values that an edit starts from, and who contributed to them. Raises ``UserError``."""
        if unit.proposal is not None and await self._audit.are_known(session, _tokens(unit)):
            return unit.proposal, unit.proposers
        if unit.proposal is not None and unit.state == "proposed":
            raise UserError("refusal-unit-proposer-gone")  # its values are theirs: nobody else agreed to them
        return confirmed, []

    async def remove(self, server_id: int, unit_id: int, *, by: int | None = None) -> UnitView:
        """Remove a unit: its signers count as naming none from the next publication on. A unit added later
        under the same name is a different one."""
        async with self._database.write() as session:
            unit = await _found(session, server_id, unit_id)
            view = _view(unit)
            await session.delete(unit)
            before = {"names": unit.names, "size": unit.size}
            await self._audit.record(session, server_id, by, "unit-remove", f"unit:{unit_id}", before=before)
            return view


async def units_of(session: AsyncSession, server_id: int) -> tuple[UnitView, ...]:
    """Return a server's units, sorted by name."""
    rows = await session.scalars(select(Unit).where(Unit.server_id == server_id))
    views = [_view(row) for row in rows]
    return tuple(sorted(views, key=lambda unit: (fold(next(iter(unit.names.values()))), unit.id)))


def token(proposal: Mapping[str, Any]) -> str:
    """Return the hash that a button carries for a proposal, so that nobody confirms another one than they
    saw."""
    return hashlib.sha256(json.dumps(proposal, sort_keys=True).encode()).hexdigest()[:_TOKEN]


def _tokens(unit: Unit) -> builtins.list[bytes]:
    return [bytes.fromhex(each) for each in unit.proposers]


def _checked(names: Mapping[str, str]) -> dict[str, str]:
    tidied = {language: one_line(name) for language, name in names.items() if one_line(name)}
    if not tidied:
        raise UserError("refusal-unit-without-name")
    longest = max(map(len, tidied.values()))
    if longest > NAME_LENGTH:
        raise UserError("refusal-unit-name-long", length=longest, limit=NAME_LENGTH)
    return tidied


def _check_size(size: int) -> None:
    if not 1 <= size <= MAX_UNIT_SIZE:
        raise UserError("refusal-unit-size", most=MAX_UNIT_SIZE)


def _check_free(names: Mapping[str, str], known: tuple[UnitView, ...], unit_id: int | None) -> None:
    others = [unit for unit in known if unit.id != unit_id]
    named = [*(unit.names for unit in others), *(unit.proposal["names"] for unit in others if unit.proposal)]
    taken = {fold(name) for names in named for name in names.values()}
    for name in names.values():
        if fold(name) in taken:
            raise UserError("refusal-unit-name-taken", name=name)


async def _found(session: AsyncSession, server_id: int, unit_id: int) -> Unit:
    found = await session.execute(
        select(Unit).where(Unit.server_id == server_id, Unit.id == unit_id).with_for_update()
    )
    unit = found.scalar_one_or_none()
    if unit is None:
        raise UserError("refusal-no-such-unit")
    return unit


def _view(unit: Unit) -> UnitView:
    return made_of(UnitView, unit, is_confirmed=unit.state == "confirmed")


_ONE_IN = 3


def is_left_out() -> bool:
    """True if a breakdown is left out at random, as one in three is. If every missing breakdown were due to a
    rule, a missing one would reveal that a rule forbade it, and with it what some unit did."""
    return secrets.randbelow(_ONE_IN) == 0


async def breakdown(
    session: AsyncSession, demand: Demand, counts: Mapping[int | None, int], row: Publication
) -> list[dict[str, Any]] | None:
    """Return the breakdown to publish with ``row``, or None for none, in the caller's transaction.

    ``counts`` are the standing signatures at this publication, by unit. A unit whose size was not agreed by
    two organisers is not shown. Names are in the language of the server's posts, where the unit has one in
    it.
    """
    units = [unit for unit in await units_of(session, demand.server_id) if unit.is_confirmed]
    if not units or is_left_out():
        return None
    before = await session.execute(
        select(
            Publication.count.label("total"),
            Publication.invalidated,
            Publication.breakdown,
        )
        .where(Publication.demand_id == demand.id, Publication.number < row.number)
        .order_by(Publication.number)
    )
    past = [
        PublishedCount(
            count=one.total,
            invalidated=one.invalidated,
            cells=None if one.breakdown is None else {cell["id"]: cell["count"] for cell in one.breakdown},
        )
        for one in before
    ]
    now = PublishedCount(count=row.count, invalidated=row.invalidated)
    named = {unit.id: counts.get(unit.id, 0) for unit in units}
    cells = choose({unit.id: unit.least_size for unit in units}, named, now, past)
    if cells is None:
        return None
    language = (
        await session.execute(select(Server.language).where(Server.id == demand.server_id))
    ).scalar_one()
    return [
        {
            "id": unit.id,
            "unit": unit.slug,
            "name": unit.names.get(language) or next(iter(unit.names.values())),
            "size": unit.size,
            "count": cells[unit.id],
        }
        for unit in units
        if unit.id in cells
    ]
