"""Attack: somebody presses Erase again and again, so that tables are locked and nobody can sign.

On PostgreSQL, erased data leave a table's pages only when the table is rewritten, under an exclusive lock.
"""

from pathlib import Path

import pytest
from sqlalchemy import event

from bot.audit import Audit
from bot.petitions.privacy.access import AccessRequests
from bot.petitions.privacy.erasure import Erasure
from bot.storage import Database
from tests.conftest import MovableClock
from tests.support.petition_desk import Desk, open_desk

ATTACKER = 812_345_678_901_234_567

pytestmark = [
    pytest.mark.storage,
    pytest.mark.both_engines,
    pytest.mark.parametrize("database", ["postgres"], indirect=True),
]


@pytest.fixture
async def desk(
    database: Database, clock: MovableClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    # Answered at once, not at a whole second: the test is about the work that remains.
    monkeypatch.setattr("bot.petitions.privacy.erasure.ANSWER_INTERVAL_S", 0.001, raising=False)
    return await open_desk(database, clock, tmp_path / "keys")


@pytest.fixture
def locked(database: Database) -> list[str]:
    """The statements that locked the table of signatures."""
    found: list[str] = []

    @event.listens_for(database.engine.sync_engine, "before_cursor_execute")
    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("CLUSTER signatures"):
            found.append(statement)

    return found


def erasure_of(desk: Desk) -> Erasure:
    database, clock, keys = desk.database, desk.clock, desk.keys
    return Erasure(
        database,
        signing=desk.signing,
        roster=desk.roster,
        audit=Audit(database, clock, keys),
        requests=AccessRequests(database, clock, keys),
    )


@pytest.mark.full
async def test_erasing_every_minute_locks_a_table_once_in_ten_minutes_also_across_restarts(
    desk: Desk, locked: list[str]
) -> None:
    await desk.open_demand()
    for minute in range(31):
        if not minute % 5:
            desk = await open_desk(desk.database, desk.clock, desk.key_dir)
        for _ in range(2):
            await erasure_of(desk).erase(ATTACKER)
        await desk.publications.tick()
        assert len(locked) <= 1 + minute // 10, minute
        desk.clock.move(minutes=1)
    assert len(locked) >= 3, "or what was erased would stay"
