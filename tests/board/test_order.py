"""Order of a board's lists: the same from the same records, whatever the random keys of their reads."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.board.contents import events_of
from bot.contracts.queries.updates import posted
from bot.storage import Database
from bot.storage.models import Announcement, Server
from tests.board.rich_board import NAME, write_rich_board

pytestmark = pytest.mark.storage

_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_events_of_one_moment_keep_the_order_in_which_they_were_posted() -> None:
    told = [(1, "ff", _AT), (2, "00", _AT), (1, "77", _AT), (3, "aa", _AT - timedelta(days=1))]
    assert [event.read for event in events_of([], told)] == [each[:2] for each in told]


async def test_posts_of_one_moment_are_in_the_order_of_their_ids(sqlite_database: Database) -> None:
    how: dict[str, Any] = {"server_id": 1, "channel_id": 2, "kind": "contract", "state": "sent"}
    how |= {"created_at": _AT, "sent_at": _AT, "next_attempt_at": _AT}
    async with sqlite_database.write() as session:
        session.add(Server(id=1, created_at=_AT))
        await session.flush()
        for contract_id, key in ((5, "m"), (5, "z"), (7, "a"), (5, "b")):
            session.add(Announcement(subject=f"contract:{contract_id}", occasion=key, **how))
            await session.flush()
        found = await posted(session, 1)
    assert [each[:2] for each in found] == [(5, "b"), (7, "a"), (5, "z"), (5, "m")]


@pytest.mark.full
def test_two_boards_of_the_same_records_have_the_same_lists(tmp_path: Path) -> None:
    found: list[dict[str, Any]] = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        board = write_rich_board(tmp_path / name) / NAME
        found.append(
            {
                path.relative_to(board).as_posix(): re.findall(r"<h[123].*?</h[123]>", path.read_text())
                for path in board.rglob("*.html")
            }
        )
    one, other = ({path: _without_keys(said) for path, said in each.items()} for each in found)
    assert one == other
    assert len(one["en/updates/index.html"]) > 10


def _without_keys(headings: list[str]) -> list[str]:
    """Return the headings in the order of their texts: what two hosts said at one moment is shown in the
    order in which it was read, which is chance."""
    return sorted(re.sub(r"<[^>]*>", "", each) for each in headings)
