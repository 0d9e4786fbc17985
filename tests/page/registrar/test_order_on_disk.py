"""Attacker with the disk: nothing in the tables says who registered or was issued before whom, or which rows
one visit wrote."""

import asyncio
import re
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from bot.storage import Database
from bot.storage.models import IssuedPlace, MemberCard
from bot.storage.purge import purge, rewrite_arrivals
from tests.conftest import MovableClock
from tests.support.registrar_desk import SERVER, RegistrarDesk, open_registrar

pytestmark = [pytest.mark.storage, pytest.mark.both_engines, pytest.mark.full]

TABLES = {"member_cards": ("server_id", "place"), "issued_places": ("round_id", "reference")}
MEMBERS = 12


async def visited(desk: RegistrarDesk) -> None:
    """Let members register, and be issued in the same visit."""
    await desk.import_numbers(f"N{number}" for number in range(30))
    round_id = (await desk.begin()).id
    codes = await desk.codes(*(f"N{number}" for number in range(30)))
    for number in range(MEMBERS):
        member = await desk.member_with(codes[f"N{number}"])
        assert len(await member.tokens(round_id)) == 6


async def transactions(database: Database, table: str) -> list[str]:
    """Return the numbers of the transactions that wrote a table's rows, by position on disk."""
    async with database.read() as session:
        rows = await session.execute(text(f"SELECT xmin::text FROM {table} ORDER BY ctid"))
        return [row[0] for row in rows]


async def references(database: Database, table: str) -> list[bytes]:
    column = MemberCard.place if table == "member_cards" else IssuedPlace.reference
    async with database.read() as session:
        return [*(await session.scalars(select(column).order_by(column)))]


async def in_order(database: Database, table: str) -> bool:
    """Return whether a table's rows lie on disk in the order of their keys."""
    if not database.is_sqlite:
        key = ", ".join(TABLES[table])
        async with database.read() as session:
            found = await session.execute(text(f"SELECT {key} FROM {table} ORDER BY ctid"))
            rows = [tuple(row) for row in found]
        return rows == sorted(rows)
    await purge(database)
    content = Path(str(database.url.database)).read_bytes()
    pages: dict[int, list[int]] = {}
    for reference in await references(database, table):
        for found in re.finditer(re.escape(reference), content):
            page, place = divmod(found.start(), 4096)
            pages.setdefault(page, []).append(place)
    # A page is filled from its end.
    return all(one > two for places in pages.values() for one, two in pairwise(places))


@pytest.mark.parametrize("table", TABLES)
async def test_rows_are_on_disk_in_a_neutral_order_and_by_one_transaction(
    database: Database, clock: MovableClock, tmp_path: Path, table: str
) -> None:
    desk = await open_registrar(database, clock, tmp_path / "keys")
    await visited(desk)
    if not database.is_sqlite:
        assert len(set(await transactions(database, table))) > MEMBERS // 2, "until the next hour"
    if table == "issued_places":
        assert not await in_order(database, table)
    assert await rewrite_arrivals(database)
    await purge(database)
    assert await in_order(database, table)
    if not database.is_sqlite:
        assert len(set(await transactions(database, table))) == 1


async def test_rows_have_no_time_and_no_number(database: Database) -> None:
    for table in (MemberCard.__table__, IssuedPlace.__table__):
        names = {column.name for column in table.columns}
        assert names & {"id", "created_at", "number", "day", "issued_at"} == set()
    if database.is_sqlite:
        for name in TABLES:
            async with database.read() as session:
                with pytest.raises(Exception, match="no such column: rowid"):
                    await session.execute(text(f"SELECT rowid FROM {name}"))


async def test_an_act_during_the_rewriting_finds_its_card(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    """PostgreSQL: a row that is deleted and inserted again is gone for whoever waited for it."""
    desk = await open_registrar(database, clock, tmp_path / "keys")
    await visited(desk)
    code = (await desk.codes("N29", again=True))["N29"]
    member = await desk.member_with(code)
    async with database.write() as session:  # so that the rewriting takes its time
        places = (number.to_bytes(32, "big") for number in range(3000))
        rows = [{"server_id": SERVER, "place": place} for place in places]
        await session.execute(insert(MemberCard), rows)

    async def ask() -> None:
        for _ in range(40):
            assert (await member.register(code))[0] == 200

    async def rewrite() -> None:
        for _ in range(10):
            await rewrite_arrivals(database)

    await asyncio.gather(ask(), rewrite())
