"""Publications of the box: no row is lost, published twice or published after its withdrawal."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import select

from bot.common.strict_json import read_object
from bot.demo.signing_member import Token, b64, unb64
from bot.errors import UserError
from bot.page.box.rows import BadRow, check_file
from bot.page.box.service import BoxService
from bot.storage import Database
from bot.storage.models import UnpublishedRow
from tests.conftest import MovableClock
from tests.page.box.test_intake import TAKEN, hand_in
from tests.support.ballots import (
    CONSENT,
    NEW_TEXT,
    TEXT,
    file_of,
    other_union,
    published_file,
    receipts,
    tokens,
    union,
)

pytestmark = pytest.mark.storage

DEMAND = union().demand


async def sign(box: BoxService, *members: Token, turn: int = 1, version: int = 1) -> list[dict[str, object]]:
    rows = [union().row(token, turn, version) for token in members]
    assert [await hand_in(box, row) for row in rows] == [TAKEN] * len(rows)
    return rows


def keys_of(content: bytes) -> list[str]:
    return [json.loads(line)["key"] for line in content.splitlines()]


async def test_all_rows_but_those_kept_go_out_sorted_and_the_rest_next_time(box: BoxService) -> None:
    rows = await sign(box, *tokens()[:10])
    first = await box.take(DEMAND, number=1, after=0, keep=3, fewest=3)
    assert first is not None
    assert first.count == len(first.rows.splitlines()) == 7
    keys = [unb64(key) for key in keys_of(first.rows)]
    assert keys == sorted(keys)
    assert await box.pending(DEMAND) == 3
    assert await published_file(box, DEMAND, 1) == first.rows
    assert await box.take(DEMAND, number=2, after=1, keep=3, fewest=3) is None
    assert await published_file(box, DEMAND, 2) is None
    rest = await box.take(DEMAND, number=2, after=1, keep=0, fewest=1)
    assert rest is not None
    assert rest.count == 10
    assert set((first.rows + rest.rows).splitlines()) == set(file_of(*rows).splitlines())


async def test_fewer_rows_than_the_fewest_go_on_waiting(box: BoxService) -> None:
    assert await box.take(DEMAND, number=1, after=0, keep=0, fewest=0) is None, "no empty file"
    await sign(box, *tokens()[:5])
    assert await box.take(DEMAND, number=1, after=0, keep=3, fewest=3) is None
    assert await box.take(DEMAND, number=1, after=0, keep=9, fewest=1) is None
    assert await box.pending(DEMAND) == 5


@pytest.mark.full
async def test_chance_decides_whose_row_waits(box: BoxService) -> None:
    """Four rows of which two stay: each of the six pairs, and none always."""
    seen: Counter[frozenset[str]] = Counter()
    for number in range(1, 61):
        await sign(box, *tokens()[:4], turn=number)
        batch = await box.take(DEMAND, number=number, after=number - 1, keep=2, fewest=2)
        assert batch is not None
        seen[frozenset(keys_of(batch.rows))] += 1
    assert len(seen) == 6
    assert max(seen.values()) < 30


async def test_asked_again_the_same_publication_is_the_same_file(box: BoxService) -> None:
    await sign(box, *tokens()[:6])
    first = await box.take(DEMAND, number=4, after=3, keep=1, fewest=1)
    await sign(box, *tokens()[6:9])
    assert await box.take(DEMAND, number=4, after=3, keep=0, fewest=1) == first
    second = await box.take(DEMAND, number=5, after=4, keep=0, fewest=1)
    assert await box.take(DEMAND, number=4, after=3, keep=0, fewest=1) == first
    assert second is not None
    assert second.count == 9


async def test_a_bot_that_lost_publications_loses_no_row(box: BoxService) -> None:
    """Its database is that of publication 4: 5 and 6 are in no ledger any more, and 7 is the next."""
    ten = tokens()[:10]
    await sign(box, *ten[:3])
    kept = await box.take(DEMAND, number=4, after=3, keep=0, fewest=1)
    await sign(box, *ten[3:6])
    await box.take(DEMAND, number=5, after=4, keep=0, fewest=1)
    second = await sign(box, ten[0], turn=2, version=0) + await sign(box, ten[3], turn=2)
    await box.take(DEMAND, number=6, after=5, keep=0, fewest=1)
    third = await sign(box, *ten[6:]) + await sign(box, ten[4], turn=2, version=0)
    merged = await box.take(DEMAND, number=7, after=4, keep=0, fewest=1)
    assert merged is not None
    assert set(keys_of(merged.rows)) == {b64(token.key.public) for token in (ten[0], *ten[3:])}
    assert all(file_of(row) in merged.rows for row in (*second, *third)), "of each key its newest row"
    assert merged.count == 8, "one withdrew after 4, one after 5"
    assert await published_file(box, DEMAND, 4) == (kept.rows if kept else None)
    assert [await published_file(box, DEMAND, number) for number in (5, 6)] == [None, None]
    assert await box.take(DEMAND, number=7, after=4, keep=0, fewest=1) == merged
    assert await box.pending(DEMAND) == 0


async def test_a_lost_publication_that_comes_again_takes_no_single_row_along(box: BoxService) -> None:
    """Beside the file that was public before, a single new row would be somebody's."""
    await sign(box, *tokens()[:5])
    lost = await box.take(DEMAND, number=1, after=0, keep=0, fewest=3)
    await sign(box, tokens()[5])
    again = await box.take(DEMAND, number=2, after=0, keep=0, fewest=3)
    assert again == lost
    assert await box.pending(DEMAND) == 1


async def test_a_number_that_was_used_again_takes_over_the_rows_of_higher_ones(box: BoxService) -> None:
    await sign(box, *tokens()[:3])
    await box.take(DEMAND, number=6, after=5, keep=0, fewest=1)
    await sign(box, *tokens()[3:5])
    with pytest.raises(UserError, match="refusal-box-number"):
        await box.take(DEMAND, number=2, after=1, keep=0, fewest=1)
    assert await box.pending(DEMAND) == 2
    batch = await box.take(DEMAND, number=2, after=1, keep=0, fewest=1, restored=True)
    assert batch is not None
    assert batch.count == len(batch.rows.splitlines()) == 5
    assert await published_file(box, DEMAND, 6) is None
    with pytest.raises(ValueError, match="after"):
        await box.take(DEMAND, number=2, after=2, keep=0, fewest=1)


async def test_every_call_can_be_repeated_and_an_unknown_demand_is_told(box: BoxService) -> None:
    await sign(box, tokens()[0])
    await union().open(box)
    for _ in range(2):
        await union().amend(box)
        await union().open(box)
    await sign(box, tokens()[1], version=2)
    for _ in range(2):
        await box.close(DEMAND)
    assert await box.pending(DEMAND) == 2
    for _ in range(2):
        await box.end(DEMAND)
        await box.close(DEMAND)
    assert await hand_in(box, union().row(tokens()[0], 2, 0)) == (410, "closed")
    for _ in range(2):
        await box.forget(DEMAND)
    for call in (
        box.pending(DEMAND),
        box.has(DEMAND, 1),
        box.close(DEMAND),
        box.end(DEMAND),
        box.amend(DEMAND, version=2, text_hash=TEXT, consent_hash=CONSENT),
        box.take(DEMAND, number=1, after=0, keep=0, fewest=1),
        box.restore(DEMAND, {1: b""}),
    ):
        with pytest.raises(UserError, match="refusal-box-unknown"):
            await call
    assert await hand_in(box, union().row(tokens()[0])) == (404, "demand-unknown")


async def test_a_demand_is_never_another_one(box: BoxService) -> None:
    calls = [
        box.open(DEMAND, spki=other_union().spki, version=1, text_hash=TEXT, consent_hash=CONSENT),
        box.open(DEMAND, spki=union().spki, version=1, text_hash=NEW_TEXT, consent_hash=CONSENT),
        box.amend(DEMAND, version=1, text_hash=NEW_TEXT, consent_hash=CONSENT),
    ]
    for call in calls:
        with pytest.raises(UserError, match="refusal-box-differs"):
            await call
    await sign(box, tokens()[0])


async def test_forgetting_a_demand_leaves_another_as_it_is(box: BoxService) -> None:
    await other_union().open(box)
    other = other_union().row(other_union().token())
    await hand_in(box, other)
    await sign(box, *tokens()[:3])
    await box.take(DEMAND, number=1, after=0, keep=1, fewest=1)
    await box.forget(DEMAND)
    assert await box.pending(other_union().demand) == 1
    batch = await box.take(other_union().demand, number=1, after=0, keep=0, fewest=1)
    assert batch is not None
    assert batch.rows == file_of(other)


async def test_published_files_put_back_what_a_backup_lacks(box: BoxService) -> None:
    """The box was restored from the backup of publication 1; members have signed again since."""
    await sign(box, *tokens()[:4])
    first = await box.take(DEMAND, number=1, after=0, keep=0, fewest=1)
    await box.forget(DEMAND)
    await union().open(box)
    gone = [union().row(token) for token in tokens()[4:8]]
    withdrawn = union().row(tokens()[0], 2, 0)
    await sign(box, tokens()[4])  # older than its published row
    await sign(box, tokens()[5], turn=2, version=0)  # withdraws what the box did not know of
    second = file_of(*gone[1:], withdrawn, union().row(tokens()[4], 3))
    assert first is not None
    for _ in range(2):
        await box.restore(DEMAND, {2: second, 1: first.rows})
    assert (await published_file(box, DEMAND, 1), await published_file(box, DEMAND, 2)) == (
        first.rows,
        second,
    )
    assert await box.pending(DEMAND) == 1, "the withdrawal alone"
    assert await hand_in(box, union().row(tokens()[0], 1)) == (409, "turn-used")
    third = await box.take(DEMAND, number=3, after=2, keep=0, fewest=1)
    assert third is not None
    assert third.count == 6


@pytest.mark.both_engines
async def test_a_row_that_is_put_back_stands_in_no_other_publication(box: BoxService) -> None:
    rows = await sign(box, *tokens()[:3])
    await box.take(DEMAND, number=1, after=0, keep=0, fewest=1)
    await sign(box, *tokens()[3:5])
    await box.restore(DEMAND, {2: file_of(*rows)})
    assert [await published_file(box, DEMAND, number) for number in (1, 2)] == [None, file_of(*rows)]
    batch = await box.take(DEMAND, number=3, after=2, keep=0, fewest=1)
    assert batch is not None
    assert batch.count == 5


async def test_a_file_that_was_changed_is_not_put_back(box: BoxService) -> None:
    rows = [union().row(token) for token in tokens()[:3]]
    good = file_of(*rows)
    lines = good.splitlines(keepends=True)
    forged = file_of(rows[0], rows[1] | {"turn": 2})
    wrong = (
        b"".join(reversed(lines)),
        lines[0] * 2,
        good[:-1],
        good.replace(b'":', b'": ', 1),
        good.replace(b"\n", b"\r\n"),
        forged,
        file_of(union().row(tokens()[0], version=2)),
        b"{}\n",
    )
    for content in wrong:
        with pytest.raises(UserError, match="refusal-box-file"):
            await box.restore(DEMAND, {1: content})
        assert await published_file(box, DEMAND, 1) is None
    await box.restore(DEMAND, {1: good})
    with pytest.raises(UserError, match="refusal-box-file"):
        await box.restore(DEMAND, {1: file_of(*rows[:2])})
    assert await published_file(box, DEMAND, 1) == good


async def unpublished(database: Database) -> list[bytes]:
    async with database.read() as session:
        return list(await session.scalars(select(UnpublishedRow.key)))


@pytest.mark.parametrize("others", [0, 1])
async def test_a_withdrawn_row_is_kept_for_thirty_days_after_the_end_whatever_else_waits(
    database: Database, clock: MovableClock, others: int
) -> None:
    """It answers whoever shows the receipt of the row that it withdraws."""
    box = BoxService(database, receipts(), clock)
    await union().open(box)
    await sign(box, *tokens()[: 1 + others])
    await sign(box, tokens()[0], turn=2, version=0)
    await box.take(DEMAND, number=1, after=0, keep=0, fewest=1)
    await box.end(DEMAND)
    await box.take(DEMAND, number=2, after=others, keep=0, fewest=1)
    for days in (0, 29):
        clock.move(days=days)
        await box.end(DEMAND)  # told again
        await box.tick()
        assert len(await unpublished(database)) == 1
    clock.move(days=1)
    await box.tick()
    assert await unpublished(database) == []


async def test_a_void_demand_forgets_what_waits_and_takes_nothing(
    box: BoxService, database: Database
) -> None:
    await sign(box, *tokens()[:5])
    first = await box.take(DEMAND, number=1, after=0, keep=3, fewest=1)
    for _ in range(2):
        await box.void(DEMAND)
        assert await unpublished(database) == []
        assert await box.pending(DEMAND) == 0
    assert await hand_in(box, union().row(tokens()[5])) == (410, "closed")
    assert await box.take(DEMAND, number=1, after=0, keep=0, fewest=1) == first, "what was published stays"


async def test_an_ended_ledger_deletes_nothing_that_still_waits(
    database: Database, clock: MovableClock
) -> None:
    box = BoxService(database, receipts(), clock)
    await union().open(box)
    await sign(box, *tokens()[:5])
    first = await box.take(DEMAND, number=1, after=0, keep=3, fewest=1)
    await box.end(DEMAND)
    assert await box.take(DEMAND, number=1, after=0, keep=0, fewest=1) == first
    clock.move(days=100)  # the bot was away
    await box.tick()
    rest = await box.take(DEMAND, number=2, after=1, keep=0, fewest=1)
    assert rest is not None
    assert rest.count == 5


@pytest.mark.parametrize("content", [b'{"act":[' + b"[]," * 100_000, b"a\n" * 100_000, b"\n" * 100_000])
def test_rows_of_a_hostile_box_are_read_no_further_than_the_first_that_is_wrong(
    monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    """A line of any length would hold up the whole bot while it is parsed."""
    read: list[int] = []

    def counted(line: bytes, members: Sequence[str]) -> dict[str, Any]:
        read.append(len(line))
        return read_object(line, members)

    monkeypatch.setattr("bot.page.box.rows.read_object", counted)
    with pytest.raises(BadRow):
        check_file(content, union().demand, union().spki, {})
    assert len(read) == 1
    assert read[0] <= 1000
