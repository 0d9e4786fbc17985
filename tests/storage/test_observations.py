"""Observations: those of removed watches are deleted, without a look at those of the others."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from bot.storage import Database
from bot.storage.models import Observation, Server, Watch
from bot.storage.observations import forget_unwatched, note_observation
from tests.conftest import MovableClock

pytestmark = pytest.mark.storage

GROUPS = ((1,), (1, 2), (2, 3), (3,))


async def observed(database: Database, clock: MovableClock) -> None:
    """Store two reads of each group of watches."""
    now = clock()
    async with database.write() as session:
        session.add(Server(id=1, created_at=now))
        await session.flush()
        for number in (1, 2, 3):
            query: dict[str, Any] = {"suppliers": [str(number)]}
            named = {"name": str(number), "source": "usaspending", "query": query, "query_key": str(number)}
            session.add(Watch(id=number, server_id=1, created_at=now, next_read_at=now, **named))
        await session.flush()
        for number in range(2 * len(GROUPS)):
            read = {"read_key": str(number), "read_at": now + timedelta(hours=number), "complete": True}
            values = {**read, "matched": 0, "changed": 0, "faults": []}
            await note_observation(session, database, GROUPS[number // 2], values)


async def removed(database: Database, watch_id: int) -> list[str]:
    """Remove a watch and its observations; return the statements that did the latter."""
    statements: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    async with database.write() as session:
        await session.delete(await session.get_one(Watch, watch_id))
        await session.flush()
        event.listen(database.engine.sync_engine, "before_cursor_execute", note)
        await forget_unwatched(session)
        event.remove(database.engine.sync_engine, "before_cursor_execute", note)
    return statements


@pytest.mark.both_engines
async def test_observations_end_with_the_last_watch_of_their_group(
    database: Database, clock: MovableClock
) -> None:
    await observed(database, clock)
    for watch_id, left in ((1, 6), (2, 4), (3, 0)):
        await removed(database, watch_id)
        async with database.read() as session:
            assert len((await session.scalars(select(Observation.id))).all()) == left


async def test_no_statement_goes_through_all_observations(database: Database, clock: MovableClock) -> None:
    if not database.is_sqlite:
        pytest.skip("the plans of SQLite")
    await observed(database, clock)
    statements = await removed(database, 1)
    assert any(statement.startswith("DELETE") for statement in statements)
    async with database.read() as session:
        connection = await session.connection()
        for statement in statements:
            values = ("",) * statement.count("?")
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            assert not [row for row in plan if row[3].startswith("SCAN observations")]
