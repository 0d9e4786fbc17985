"""Ledgers of the version that stored added and withdrawn signatures: the numbers are dropped, the chain
continues.
"""

import json
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.exports.verify import verify
from bot.petitions.counts.entries import ledgers
from bot.petitions.counts.ledger import FORMAT, LedgerEntry, replay
from bot.storage import Database, migrate
from tests.exports.test_verify import by_hand
from tests.storage.test_migrations import _to

pytestmark = pytest.mark.storage

EXPORT = Path(__file__).with_name("earlier-export.zip")  # of manifest format 1: counts of 20, 19 and 17
[OLD] = json.loads(zipfile.ZipFile(EXPORT).read("ledger.json"))["demands"]


def test_an_export_of_that_version_still_verifies(tmp_path: Path) -> None:
    assert [(entry["added"], entry["withdrawn"]) for entry in OLD["entries"]] == [(20, 0), (3, 4), (0, 2)]
    assert verify(EXPORT).faults == []
    folder = tmp_path / "export"
    zipfile.ZipFile(EXPORT).extractall(folder)
    done = by_hand(folder, tmp_path)
    assert (done.returncode, "the last count 17." in done.stdout) == (0, True), done.stderr


async def test_a_database_of_that_version_keeps_the_ledger_without_the_two_numbers(database_url: str) -> None:
    database = await Database.connect(database_url)
    async with database.engine.execution_options(tocsin_write=True).begin() as connection:
        await connection.run_sync(_to, "0008")
        await connection.execute(
            text("INSERT INTO servers (id, name, language, created_at) VALUES (1, '', 'en', '2026-01-01')")
        )
        await connection.execute(
            text(
                "INSERT INTO demands (id, server_id, slug, state, version, texts, verified_by, created_at, "
                "opened_at) VALUES (1, 1, :slug, 'open', 1, '{}', 'server', '2026-01-01', '2026-01-01')"
            ),
            {"slug": OLD["demand"]},
        )
        for entry in OLD["entries"]:
            at = entry["published_at"].replace("T", " ").removesuffix("Z")
            await connection.execute(
                text(
                    "INSERT INTO publications (demand_id, number, published_at, count, added, withdrawn, "
                    "invalidated, verified_by, account_days, server_days, reason, text_hash, previous_hash, "
                    f"hash) VALUES (1, :number, '{at}', :count, :added, :withdrawn, :invalidated, "
                    ":verified_by, :account_days, :server_days, :reason, :text_hash, :previous_hash, :hash)"
                ),
                {name: entry[name] for name in entry if name not in ("published_at", "breakdown", "demand")},
            )
    await migrate.upgrade(database)
    async with database.read() as session:
        entries = (await ledgers(session))[1]
        columns = (await session.execute(text("SELECT * FROM publications"))).keys()
        looks = (await session.execute(text("SELECT next_look_at FROM demands"))).scalar_one()
    replayed = replay(entries)
    assert (replayed.count, replayed.chained, replayed.faults) == (17, 3, ())
    assert replayed.head == OLD["entries"][-1]["hash"], "which an export from then holds"
    assert not {"added", "withdrawn"} & {*columns, *entries[0].as_json()}
    assert looks is not None, "the start after the migration looks at no count"
    forged = [*entries[:2], LedgerEntry.read({**entries[2].as_json(), "count": 18})]
    assert [fault.number for fault in replay(forged).faults] == [3]
    following = LedgerEntry.read(
        {**entries[2].as_json(), "format": FORMAT, "number": 4, "previous_hash": replayed.head}
    )
    assert [str(fault) for fault in replay([*entries, following]).faults] == [
        "publication 4: its hash does not fit what it says: it was changed."
    ], "and nothing else is wrong with it"
    await database.close()
