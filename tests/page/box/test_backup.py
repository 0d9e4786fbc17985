"""Backups of the box: two of them do not show who came between, and published files restore the rest."""

import gzip
import json
from pathlib import Path

import pytest

from bot.page.box.service import BoxService
from bot.settings import Settings
from bot.storage import Database
from tests.page.box.test_intake import TAKEN, hand_in
from tests.support.ballots import published_file, receipts, tokens, union
from tests.support.sentences import back_up, restore

pytestmark = pytest.mark.storage

DEMAND = union().demand


async def nightly(database: Database, folder: Path, name: str) -> tuple[Settings, Path, list[str]]:
    """Make a backup; return its lines as an attacker reads them, without the time at which it was made."""
    url = database.url.render_as_string(hide_password=False)
    settings = Settings(database_url=url, key_dir=folder / "keys")
    file = folder / f"{name}.tocsin"
    await back_up(settings, file, [])
    head, *lines = gzip.decompress(file.read_bytes()).decode().splitlines()
    value = json.loads(head)
    del value["made_at"]
    return settings, file, [json.dumps(value), *lines]


@pytest.mark.both_engines
@pytest.mark.rest_in_full
async def test_an_attacker_who_compares_nightly_backups_learns_nothing_of_who_came_between(
    box: BoxService, database: Database, tmp_path: Path
) -> None:
    published = [union().row(token) for token in tokens()[:4]]
    for row in published:
        assert await hand_in(box, row) == TAKEN
    await box.take(DEMAND, number=1, after=0, keep=0, fewest=1)
    _, _, monday = await nightly(database, tmp_path, "monday")
    day = [
        union().row(tokens()[5]),
        union().row(tokens()[6]),
        union().row(tokens()[6], 2, 0),  # withdrawn before it was published
        union().row(tokens()[0], 2, 0),  # withdraws what was published
        union().row(tokens()[1], 2),
    ]
    for row in day:
        assert await hand_in(box, row) == TAKEN
    _, _, tuesday = await nightly(database, tmp_path, "tuesday")
    assert tuesday[0] == monday[0]
    assert set(tuesday[1:-1]) == set(monday[1:-1]), "but for the checksum of all"
    await box.take(DEMAND, number=2, after=1, keep=0, fewest=1)
    _, _, wednesday = await nightly(database, tmp_path, "wednesday")
    assert set(wednesday) != set(tuesday), "the test can see rows"


async def test_a_restored_box_gets_its_publications_back_and_takes_rows_again(
    box: BoxService, database: Database, tmp_path: Path
) -> None:
    for row in (union().row(token) for token in tokens()[:4]):
        assert await hand_in(box, row) == TAKEN
    first = await box.take(DEMAND, number=1, after=0, keep=0, fewest=1)
    assert await hand_in(box, union().row(tokens()[4])) == TAKEN
    _, file, _ = await nightly(database, tmp_path, "backup")
    second = await box.take(DEMAND, number=2, after=1, keep=0, fewest=1)
    assert await hand_in(box, union().row(tokens()[5])) == TAKEN
    url = f"sqlite+aiosqlite:///{tmp_path / 'restored.db'}"
    said = await restore(Settings(database_url=url, key_dir=tmp_path / "keys"), file, None)
    assert any("in no backup" in line and "until that is withdrawn again" in line for line in said)
    restored = await Database.connect(url)
    other = BoxService(restored, receipts())
    assert first is not None
    assert second is not None
    assert await published_file(other, DEMAND, 1) == first.rows
    assert await other.pending(DEMAND) == 0
    assert await hand_in(other, union().row(tokens()[0])) == (409, "turn-used"), "it was published"
    assert await hand_in(other, union().row(tokens()[0], 1, 0)) == (409, "turn-used")
    await other.restore(DEMAND, {1: first.rows, 2: second.rows})
    assert await published_file(other, DEMAND, 2) == second.rows
    assert await hand_in(other, union().row(tokens()[4], 1, 0)) == (409, "turn-used")
    assert await hand_in(other, union().row(tokens()[5])) == TAKEN, "it was in no publication"
    third = await other.take(DEMAND, number=3, after=2, keep=0, fewest=1)
    assert third is not None
    assert third.count == 6
    await restored.close()
