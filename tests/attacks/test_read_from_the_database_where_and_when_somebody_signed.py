"""Attack: somebody with the database, its nightly copies or a backup, but without keys, looks for one
site's codes.

At a help desk of three who all signed, a code has a name as soon as it has a site.
"""

import base64
import gzip
import json
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.app import App, open_app
from bot.settings import Settings
from bot.storage.models import Unit
from bot.storage.purge import purge
from tests.conftest import MovableClock
from tests.support.petition_desk import (
    PRIVACY,
    SERVER,
    TEXTS,
    signer_with,
)
from tests.support.sentences import back_up, restore

pytestmark = pytest.mark.storage

HELP_DESK, PARIS, LATER = range(1, 4), range(4, 8), range(8, 12)  # the signers
DAY, NEXT_DAY = datetime(2026, 2, 14, 9, tzinfo=UTC), datetime(2026, 2, 15, 9, tzinfo=UTC)

Row = dict[str, Any]
Codes = frozenset[bytes]


@dataclass
class Stolen:
    """The attacker's data, and the sets of codes that they look for."""

    settings: Settings
    nights: Sequence[Path]
    help_desk: Codes
    by_version: set[Codes]

    def shared_values(self, rows: Sequence[Row]) -> set[Codes]:
        """Return the sets of codes whose rows share a value, or its length, in some column."""
        groups: dict[tuple[str, Any], set[bytes]] = defaultdict(set)
        for row in rows:
            for column, value in row.items():
                groups[column, value].add(row["reference"])
                if isinstance(value, bytes | str):
                    groups[f"length of {column}", len(value)].add(row["reference"])
        return {frozenset(group) for group in groups.values()}


async def signs(app: App, clock: MovableClock, members: range, unit_id: int | None) -> None:
    (demand,) = await app.demands.list(SERVER)
    for member in members:
        signer = signer_with(member, frozenset(), clock())
        version = demand.version
        await app.signing.sign(demand.id, server_id=SERVER, version=version, signer=signer, unit_id=unit_id)


async def site(app: App, name: str, size: int) -> int:
    """Add a site with a confirmed size if it needs one; return its id."""
    confirmed = {"least_size": size, "state": "confirmed"}
    async with app.database.write() as session:
        unit = Unit(
            server_id=SERVER,
            slug=name,
            names={"en": name},
            size=size,
            **{column: value for column, value in confirmed.items() if hasattr(Unit, column)},
        )
        session.add(unit)
        await session.flush()
        return unit.id


@pytest.fixture
async def stolen(tmp_path: Path, clock: MovableClock) -> Stolen:
    """Two days of signing with their nights; days later a count is published."""
    file, nights = tmp_path / "data" / "tocsin.db", [tmp_path / "night-1.db", tmp_path / "night-2.db"]
    settings = Settings(database_url=f"sqlite+aiosqlite:///{file}", key_dir=tmp_path / "keys")
    async with open_app(settings, clock=clock) as app:
        await app.servers.ensure(SERVER, name="Server")
        await app.servers.update(SERVER, privacy=PRIVACY)
        desk, paris = await site(app, "help-desk", 3), await site(app, "paris", 300)
        draft = await app.demands.create(SERVER, TEXTS)
        demand = await app.demands.open(SERVER, draft.id)
        clock.now = DAY
        await signs(app, clock, HELP_DESK, desk)
        await signs(app, clock, PARIS, paris)
        await purge(app.database)
        shutil.copyfile(file, nights[0])
        clock.now = NEXT_DAY
        await app.servers.update(SERVER, privacy=replace(PRIVACY, contact="other@example.org"))
        await signs(app, clock, LATER, paris)
        await purge(app.database)
        shutil.copyfile(file, nights[1])
        clock.move(days=9)
        await app.publications.tick()
        codes = {m: await app.keys.reference(demand.id, m) for m in (*HELP_DESK, *PARIS, *LATER)}
    desk_codes, first, second = (
        frozenset(codes[member] or b"" for member in members)
        for members in (HELP_DESK, (*HELP_DESK, *PARIS), LATER)
    )
    return Stolen(settings, nights, desk_codes, {first, second})


def rows_in(file: Path) -> list[Row]:
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute("SELECT * FROM signatures")]


def file_of(settings: Settings) -> Path:
    return Path(settings.database_url.partition(":///")[2])


async def test_no_column_reveals_site_day_or_version(stolen: Stolen) -> None:
    shared = stolen.shared_values(rows_in(file_of(stolen.settings)))
    assert shared, "or the attacker read nothing"
    assert stolen.help_desk not in shared, "three codes that have a value in common are the help desk"
    assert not stolen.by_version & shared, "who signed which version, and on which day"


async def test_the_file_does_not_show_whether_anybody_signed_on_a_day(stolen: Stolen) -> None:
    """Nothing else happened on that day; its signatures were published days later."""
    assert DAY.date().isoformat().encode() not in file_of(stolen.settings).read_bytes()


async def test_nightly_copies_do_not_reveal_the_site(stolen: Stolen) -> None:
    """They do show which codes came on one day, as docs/privacy.md says."""
    before: set[bytes] = set()
    for night in stolen.nights:
        new = [row for row in rows_in(night) if row["reference"] not in before]
        assert stolen.help_desk not in stolen.shared_values(new)
        before |= {row["reference"] for row in new}


async def test_a_backup_and_a_restored_database_reveal_no_more(stolen: Stolen, tmp_path: Path) -> None:
    backup, restored = tmp_path / "backup", tmp_path / "restored.db"
    await back_up(stolen.settings, backup, [])
    lines = [json.loads(line) for line in gzip.decompress(backup.read_bytes()).splitlines()]
    (columns,) = [table["columns"] for table in lines[0]["tables"] if table["name"] == "signatures"]
    begin = lines.index({"table": "signatures"}) + 1
    names = [name for name, _ in columns]
    rows = [
        dict(zip(names, line, strict=True)) for line in lines[begin : begin + lines[0]["rows"]["signatures"]]
    ]
    await restore(
        replace(stolen.settings, database_url=f"sqlite+aiosqlite:///{restored}", key_dir=tmp_path / "none"),
        backup,
        None,
    )
    dumped = [{**row, "reference": base64.b64decode(row["reference"])} for row in rows]
    for shared in (stolen.shared_values(dumped), stolen.shared_values(rows_in(restored))):
        assert stolen.help_desk not in shared
        assert not stolen.by_version & shared
