"""The part of the health report from the database: its availability, ages, and numbers of pending items."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.announcements.outbox import NewAnnouncement, enqueue
from bot.board.state import BoardFault
from bot.contracts.sources import SourceErrorKind
from bot.runtime.health import report
from bot.runtime.health.report import DatabaseReport, Report, ask
from bot.runtime.health.server import exposition
from bot.storage import Database
from bot.storage.models import Announcement, Server, Watch
from bot.storage.notes import note_backup
from tests.conftest import MovableClock

pytestmark = pytest.mark.storage

ROOT = Path(__file__).parents[3]


async def seed(database: Database, clock: MovableClock) -> None:
    """Store two servers, one of which removed the bot, with watches that work, fail or are paused, and
    pending items.
    """
    now = clock()
    async with database.write() as session:
        for server_id, removed_at in ((1, None), (2, now)):
            session.add(
                Server(
                    id=server_id,
                    name=f"Server {server_id}",
                    channel_id=server_id * 10,
                    created_at=now,
                    removed_at=removed_at,
                    channel_fault="forbidden",
                )
            )
            await session.flush()
            states: list[dict[str, Any]] = [
                {"last_complete_at": now - timedelta(hours=3)},
                {"failures": 4, "fault": SourceErrorKind.TIMEOUT.value},
                {"paused_at": now, "last_complete_at": now - timedelta(days=9), "failures": 1},
            ]
            for number, state in enumerate(states):
                session.add(
                    Watch(
                        server_id=server_id,
                        name=f"Watch {number}",
                        source="usaspending",
                        query={},
                        query_key="0" * 64,
                        created_at=now - timedelta(days=1),
                        next_read_at=now,
                        **state,
                    )
                )
            for minutes, gathering in ((90, True), (60, False), (30, False)):
                announcement = NewAnnouncement(
                    server_id, server_id * 10, "contract", f"contract:{minutes}", "read", gathering=gathering
                )
                await enqueue(session, database, announcement, now - timedelta(minutes=minutes))
            rest: tuple[dict[str, Any], ...] = (
                {"state": "uncertain"},
                {"state": "sent"},
                {"state": "pending", "for_digest": True},  # waits for its hour, not for Discord
            )
            for number, values in enumerate(rest):
                session.add(
                    Announcement(
                        server_id=server_id,
                        channel_id=server_id * 10,
                        kind="contract",
                        subject=f"contract:{number}",
                        occasion="before",
                        created_at=now - timedelta(days=3),
                        next_attempt_at=now,
                        **values,
                    )
                )


def reported(stored: DatabaseReport | None, clock: MovableClock, **more: Any) -> Report:
    given: dict[str, Any] = {
        "gateway": True, "silence": 7, "keys": True, "trouble": None, "drift": 0,
        "failing": {}, **more,
    }  # fmt: skip
    return Report(as_of=clock(), stored=stored, **given)


async def test_ages_and_pending_items_are_those_of_present_servers(
    database: Database, clock: MovableClock
) -> None:
    await seed(database, clock)
    stored = await ask(database, clock())
    assert stored is not None
    assert (stored.waiting, stored.oldest, stored.uncertain, stored.refusing) == (2, 3600, 1, 1)
    told = [(one.age, one.was_read, one.failures, one.paused) for one in stored.watches]
    assert told == [
        (3 * 3600, True, 0, False),
        (86400, False, 4, False),
        (9 * 86400, True, 1, True),
    ]
    page = reported(stored, clock).as_json()
    assert page["state"] == "ready"
    assert page["announcements"] == {
        "waiting": 2, "oldest_age": 3600, "uncertain": 1, "servers_refusing": 1,
    }  # fmt: skip
    assert [watch["complete_read_age"] for watch in page["watches"]] == [3 * 3600, None, 9 * 86400]
    assert [sentence.split(":")[0] for sentence in page["wrong"]] == [
        "Servers whose channel refuses posts",
        "Announcements that may have been posted or not",
        "Watches whose last read was not complete",
    ]
    assert page["wrong"][2].endswith(f": {stored.watches[1].id}.")
    metrics = exposition(reported(stored, clock)).decode()
    for name, value in (
        ("watches", 2),
        ("watches_failing", 1),
        ("watch_failed_reads", 4),
        ("watch_complete_read_age_seconds", 86400),
    ):
        sample = f'tocsin_{name}{{source="usaspending"}} {value:.1f}\n'
        assert sample in metrics, "nobody is woken for a watch that is paused"
    assert 'watch="' not in metrics, "there may be thousands of them"
    assert "tocsin_announcements_oldest_age_seconds 3600.0\n" in metrics


async def test_a_clock_that_was_set_back_gives_no_negative_ages(
    sqlite_database: Database, clock: MovableClock
) -> None:
    await seed(sqlite_database, clock)
    clock.move(days=-30)
    stored = await ask(sqlite_database, clock())
    assert stored is not None
    assert (stored.oldest, {watch.age for watch in stored.watches}) == (0, {0})


async def test_a_database_that_does_not_answer_is_reported_without_blocking(
    sqlite_database: Database, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = asyncio.Event()

    @asynccontextmanager
    async def hanging() -> AsyncIterator[None]:
        while not over.is_set():
            with suppress(asyncio.CancelledError):  # as with a connection that was cut
                await over.wait()
        raise ConnectionResetError
        yield

    monkeypatch.setattr(report, "_DATABASE_TIMEOUT_S", 0.01)
    monkeypatch.setattr(sqlite_database, "read", hanging)
    asking = asyncio.create_task(ask(sqlite_database, clock()))
    await asyncio.wait({asking}, timeout=30)
    assert asking.done()
    over.set()
    found = reported(await asking, clock, trouble="full", drift=2, failing={"delivery": 3})
    assert not found.ready
    page = found.as_json()
    assert page["announcements"] is page["watches"] is None
    assert len(page["wrong"]) == 4
    assert "tocsin_database_up 0.0\n" in exposition(found).decode()


async def test_every_metric_is_explained_to_whoever_runs_the_bot(
    database: Database, clock: MovableClock
) -> None:
    await seed(database, clock)
    async with database.write() as session:
        await note_backup(session, "keys", clock() - timedelta(days=3))
    stored = await ask(database, clock())
    fault = BoardFault("cgt", clock(), "no room")
    report = reported(stored, clock, board=[fault], failing={"watching": 2})
    metrics = exposition(report).decode()
    assert 'tocsin_backup_age_seconds{of="keys"} 259200.0\n' in metrics
    names = set(re.findall(r"^# TYPE (\w+) ", metrics, re.MULTILINE))
    assert len(names) >= 18
    for folder in ("docs", "docs/fr"):
        page = (ROOT / folder / "running.md").read_text(encoding="utf-8")
        assert names <= set(re.findall(r"^\| `(\w+)", page, re.MULTILINE)), folder
