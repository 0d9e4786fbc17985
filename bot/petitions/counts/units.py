"""Units: the sites or departments that a signer may name, at most one, and how many people belong to each."""

import builtins
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import UNRECORDED, Recorder
from bot.clock import Clock
from bot.petitions.wording import folded, one_line, slugs
from bot.refusal import Refusal
from bot.storage import Database
from bot.storage.tables import Unit
from bot.storage.upsert import ensure_server, insert_ignore

NAME_LENGTH = 80
MOST_UNITS = 500
MOST_SIZE = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitView:
    """A unit as anybody may see it."""

    id: int
    slug: str
    names: Mapping[str, str]  # by language, in at least one
    size: int
    least_size: int  # the smallest it ever had: what a breakdown goes by


class Units:
    """The units of every server. Each call names the server, and sees its units alone."""

    def __init__(self, database: Database, clock: Clock, *, audit: Recorder = UNRECORDED) -> None:
        self._database = database
        self._clock = clock
        self._audit = audit

    async def list(self, server_id: int) -> tuple[UnitView, ...]:
        """Every unit, by its name."""
        async with self._database.read() as session:
            return await units_of(session, server_id)

    async def get(self, server_id: int, unit_id: int) -> UnitView:
        """One unit. Raises ``Refusal`` if the server has none with this id."""
        async with self._database.read() as session:
            return _view(await _found(session, server_id, unit_id))

    async def suggest(self, server_id: int, typed: str, *, most: int = 25) -> builtins.list[UnitView]:
        """The first units whose name, in any language, holds what was typed."""
        wanted = folded(typed.strip())
        fitting = (
            unit
            for unit in await self.list(server_id)
            if wanted in unit.slug or any(wanted in folded(name) for name in unit.names.values())
        )
        return [unit for unit, _ in zip(fitting, range(most), strict=False)]

    async def add(
        self, server_id: int, names: Mapping[str, str], size: int, *, by: int | None = None
    ) -> UnitView:
        """Add a unit. Raises ``Refusal`` for a name that is missing, too long or taken, and for a size
        below one."""
        tidied = _checked(names)
        _check_size(size)
        free, unit_id = slugs(tidied.get("en", next(iter(tidied.values()))), fallback="unit"), None
        async with self._database.write() as session:
            await ensure_server(session, self._database, server_id, self._clock())
            known = await units_of(session, server_id)
            if len(known) >= MOST_UNITS:
                raise Refusal("refusal-unit-too-many", most=MOST_UNITS)
            _check_free(tidied, known, None)
            while unit_id is None:  # as long as the slug is taken
                made = await session.execute(
                    insert_ignore(self._database, Unit)
                    .values(server_id=server_id, slug=next(free), names=tidied, size=size, least_size=size)
                    .returning(Unit.id)
                )
                unit_id = made.scalar_one_or_none()
            after = {"names": tidied, "size": size}
            await self._audit.record(session, server_id, by, "unit-add", f"unit:{unit_id}", after=after)
            return _view(await _found(session, server_id, unit_id))

    async def edit(
        self,
        server_id: int,
        unit_id: int,
        *,
        names: Mapping[str, str] | None = None,
        size: int | None = None,
        by: int | None = None,
    ) -> UnitView:
        """Give a unit other names, in the languages of ``names``, or another size. Raises ``Refusal``.

        A breakdown goes by the smallest size it ever had: a larger one must not bring to light what the
        smaller one kept hidden.
        """
        tidied = {} if not names else _checked(names)
        if size is not None:
            _check_size(size)
        async with self._database.write() as session:
            unit = await _found(session, server_id, unit_id)
            _check_free(tidied, await units_of(session, server_id), unit_id)
            before = {"names": unit.names, "size": unit.size}
            unit.names = {**unit.names, **tidied}
            if size is not None:
                unit.size = size
                unit.least_size = min(unit.least_size, size)
            after = {"names": unit.names, "size": unit.size}
            await session.flush()
            if after != before:
                await self._audit.record(
                    session, server_id, by, "unit-edit", f"unit:{unit_id}", before=before, after=after
                )
            return _view(unit)

    async def remove(self, server_id: int, unit_id: int, *, by: int | None = None) -> UnitView:
        """Remove a unit: those who named it count as naming none from the next publication on. A unit that
        is added later under the same name is another."""
        async with self._database.write() as session:
            unit = await _found(session, server_id, unit_id)
            view = _view(unit)
            await session.delete(unit)
            before = {"names": unit.names, "size": unit.size}
            await self._audit.record(session, server_id, by, "unit-remove", f"unit:{unit_id}", before=before)
            return view


async def units_of(session: AsyncSession, server_id: int) -> tuple[UnitView, ...]:
    """A server's units, by their names."""
    rows = await session.scalars(select(Unit).where(Unit.server_id == server_id))
    views = [_view(row) for row in rows]
    return tuple(sorted(views, key=lambda unit: (folded(next(iter(unit.names.values()))), unit.id)))


async def is_unit(session: AsyncSession, server_id: int, unit_id: int) -> bool:
    """Whether the server has a unit with this id."""
    found = select(func.count()).where(Unit.server_id == server_id, Unit.id == unit_id)
    return bool((await session.execute(found)).scalar_one())


def _checked(names: Mapping[str, str]) -> dict[str, str]:
    tidied = {language: one_line(name) for language, name in names.items() if one_line(name)}
    if not tidied:
        raise Refusal("refusal-unit-without-name")
    longest = max(map(len, tidied.values()))
    if longest > NAME_LENGTH:
        raise Refusal("refusal-unit-name-long", length=longest, limit=NAME_LENGTH)
    return tidied


def _check_size(size: int) -> None:
    if not 1 <= size <= MOST_SIZE:
        raise Refusal("refusal-unit-size", most=MOST_SIZE)


def _check_free(names: Mapping[str, str], known: tuple[UnitView, ...], unit_id: int | None) -> None:
    taken = {folded(name) for unit in known if unit.id != unit_id for name in unit.names.values()}
    for name in names.values():
        if folded(name) in taken:
            raise Refusal("refusal-unit-name-taken", name=name)


async def _found(session: AsyncSession, server_id: int, unit_id: int) -> Unit:
    found = await session.execute(
        select(Unit).where(Unit.server_id == server_id, Unit.id == unit_id).with_for_update()
    )
    unit = found.scalar_one_or_none()
    if unit is None:
        raise Refusal("refusal-no-such-unit")
    return unit


def _view(unit: Unit) -> UnitView:
    return UnitView(id=unit.id, slug=unit.slug, names=unit.names, size=unit.size, least_size=unit.least_size)
