"""Backups: they hold every row and nothing else, and are restored whole or not at all."""

import asyncio
import base64
import gzip
import hashlib
import json
import os
import resource
import signal
import stat
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from rich.progress import Progress
from sqlalchemy import inspect, select, text, update

from bot.announcements.outbox import NewAnnouncement, enqueue
from bot.cli.admin.age import make_pair
from bot.common.clock import utc_now
from bot.errors import StartError
from bot.keystore.keyring import Keys
from bot.petitions.demands.reminders import Reminders
from bot.settings import Settings
from bot.storage import Database, copier
from bot.storage.leader import lock_of
from bot.storage.models import (
    Announcement,
    Demand,
    Server,
    Signature,
)
from tests.storage.test_copier import tallies
from tests.support.disks import make_read_only
from tests.support.processes import start
from tests.support.rows_of_all_kinds import NOW, fill
from tests.support.sentences import back_up, look_at, restore

pytestmark = pytest.mark.storage

AFTERWARDS = {"announcements", "last_backups", "notes", "servers"}
"""Tables that a restored database adds to."""


@dataclass
class Shelf:
    """A database with rows, its keys, and a folder for backups."""

    database: Database
    settings: Settings
    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "tocsin.backup"

    def elsewhere(self, url: str) -> Settings:
        return Settings(database_url=url, key_dir=self.settings.key_dir)


@pytest.fixture
async def shelf(database: Database, tmp_path: Path) -> Shelf:
    await fill(database)
    url = database.url.render_as_string(hide_password=False)
    folder = tmp_path / "backups"
    folder.mkdir()
    return Shelf(database, Settings(database_url=url, key_dir=tmp_path / "keys"), folder)


@pytest.fixture
def fresh(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'fresh' / 'tocsin.db'}"


async def fails(work: Awaitable[Any], says: str) -> None:
    with pytest.raises(StartError) as caught:
        await work
    assert says in str(caught.value)


async def is_empty(url: str) -> bool:
    database = await Database.connect(url)
    async with database.engine.connect() as connection:
        names: list[str] = await connection.run_sync(lambda ours: inspect(ours).get_table_names())
    await database.close()
    return not names


@pytest.mark.rest_in_full
async def test_a_restored_database_of_either_engine_has_the_same_rows(shelf: Shelf, other_url: str) -> None:
    before = await tallies(shelf.database)
    said = await back_up(shelf.settings, shelf.file, [])
    saved = {name: tally.rows for name, tally in before.items() if name != "terms"}
    assert f"{sum(saved.values()):,} rows of {len(before)} tables" in said
    assert stat.S_IMODE(shelf.file.stat().st_mode) == 0o600
    assert os.listdir(shelf.folder) == [shelf.file.name]
    told = await restore(shelf.elsewhere(other_url), shelf.file, None)
    assert "MISSING  the key demand-3, fingerprint ffffffffffff" in "\n".join(told)
    other = await Database.connect(other_url)
    after = await tallies(other)
    for name in before.keys() - AFTERWARDS - {"terms"}:
        assert after[name] == before[name], name
    assert (before["terms"].rows, after["terms"].rows) == (1, 0), "its processes are not there"
    async with other.read() as session:
        found = await session.execute(text("SELECT search FROM contracts"))
        assert found.scalar_one() == ""
    await other.close()
    since = await tallies(shelf.database)
    assert {name for name in before if since[name] != before[name]} == {"last_backups"}


async def test_the_progress_of_a_backup_and_of_its_restoration_is_told_in_words(
    shelf: Shelf, fresh: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = [Progress(disable=True) for _ in range(3)]
    bars = iter(shown)
    for module in ("backup", "database"):
        monkeypatch.setattr(f"bot.cli.admin.{module}.bar", bars.__next__)
    await back_up(shelf.settings, shelf.file, [])
    await look_at(shelf.file, None)
    await restore(shelf.elsewhere(fresh), shelf.file, None)
    told = [task.description for progress in shown for task in progress.tasks]
    assert told == ["Writing", "Reading back", "Reading", "Restoring", "Reading back"]


async def test_a_backup_never_overwrites_another(shelf: Shelf) -> None:
    await back_up(shelf.settings, shelf.file, [])
    before = shelf.file.read_bytes()
    await fails(back_up(shelf.settings, shelf.file, []), "exists already")
    assert shelf.file.read_bytes() == before


async def test_a_backup_of_a_database_that_cannot_be_written_is_complete_with_a_warning(
    sqlite_database: Database, tmp_path: Path
) -> None:
    file = Path(str(sqlite_database.url.database))
    await fill(sqlite_database)
    await sqlite_database.truncate_log()
    make_read_only(file)
    settings = Settings(database_url=f"sqlite:///{file}", key_dir=tmp_path / "keys")
    said = await back_up(settings, tmp_path / "backup", [])
    assert "were read back." in said
    assert "does not know of this backup" in said
    assert "Whole: " in (await look_at(tmp_path / "backup", None))[0]


async def test_a_backup_holds_neither_keys_nor_deleted_rows(shelf: Shelf) -> None:
    gone = bytes(range(200, 232))
    async with shelf.database.write() as session:
        await session.execute(text("DELETE FROM key_fingerprints"))
    keys = await Keys.open(shelf.settings.key_dir, shelf.database, utc_now)
    async with shelf.database.write() as session:
        held = await keys.ensure(session, "audit")
        session.add(
            Signature(
                demand_id=3,
                reference=gone,
                sealed=b"gone",
                state="pending",
            )
        )
    async with shelf.database.write() as session:
        await session.execute(text("DELETE FROM signatures WHERE length(sealed) = 4"))
    await back_up(shelf.settings, shelf.file, [])
    content = gzip.decompress(shelf.file.read_bytes())
    for secret in (held, gone):
        for shape in (secret, secret.hex().encode(), base64.b64encode(secret)):
            assert shape not in content
    kept = (await tallies(shelf.database))["signatures"].rows
    head, *lines = [json.loads(line) for line in content.splitlines()]
    begin = _signed(lines)
    [columns] = [table["columns"] for table in head["tables"] if table["name"] == "signatures"]
    place = columns.index(["reference", "bytes"])
    references = [row[place] for row in takewhile(lambda said: isinstance(said, list), lines[begin:])]
    assert len(references) == kept, "and what stands is found, as written"
    order = [base64.b64decode(reference) for reference in references]
    assert order == sorted(order), "in no order but that of the references"


async def test_an_encrypted_backup_opens_only_with_the_private_key(shelf: Shelf, fresh: str) -> None:
    pair, another = shelf.folder / "pair", shelf.folder / "another"
    public = make_pair(pair)
    make_pair(another)
    assert stat.S_IMODE(pair.stat().st_mode) == 0o600
    assert "encrypted" in await back_up(shelf.settings, shelf.file, [public])
    content = shelf.file.read_bytes()
    assert b"CAPGEMINI" not in content
    assert b"\x1f\x8b" not in content[:400], "nor is it only compressed"
    await fails(look_at(shelf.file, None), "is encrypted: name the file with its private key")
    await fails(look_at(shelf.file, another), "encrypted to another key")
    await fails(look_at(shelf.file, shelf.file), "holds no private key")
    await fails(back_up(shelf.settings, shelf.folder / "x", ["age1x"]), "is not a public key")
    assert "Whole: " in (await look_at(shelf.file, pair))[0]
    await fails(restore(shelf.elsewhere(fresh), shelf.file, another), "encrypted to another key")
    assert "Restored: " in (await restore(shelf.elsewhere(fresh), shelf.file, pair))[0]


@pytest.mark.rest_in_full
@pytest.mark.parametrize("sealed", [False, True], ids=["plain", "encrypted"])
async def test_a_damaged_backup_is_refused_and_nothing_is_restored(
    shelf: Shelf, fresh: str, sealed: bool
) -> None:
    pair = shelf.folder / "pair"
    public = make_pair(pair)
    await back_up(shelf.settings, shelf.file, [public] if sealed else [])
    content = shelf.file.read_bytes()
    bad = shelf.folder / "bad"
    middle = len(content) // 2
    for broken in (
        b"",
        content[:10],
        content[:middle],
        content[:-1],
        content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
        content + b"more",
        content + bytes(4096),
        content + gzip.compress(b""),
    ):
        bad.write_bytes(broken)
        with pytest.raises(StartError, match=r"damaged|cut short"):
            await look_at(bad, pair)
        with pytest.raises(StartError, match=r"damaged|cut short"):
            await restore(shelf.elsewhere(fresh), bad, pair)
    assert await is_empty(fresh)


CHANGES: dict[str, Callable[[list[Any]], object]] = {
    "a signature more": lambda lines: lines.insert(_signed(lines), lines[_signed(lines)]),
    "a signature less": lambda lines: lines.pop(_signed(lines)),
    "a column less": lambda lines: lines[_signed(lines)].pop(),
    "a table less": lambda lines: lines[0]["tables"].pop(),
    "a table of another name": lambda lines: lines[0]["tables"][0].update(name="sqlite_master"),
    "a kind that is none": lambda lines: lines[0]["tables"][0]["columns"][0].__setitem__(1, "exec"),
    "no end": lambda lines: lines.pop(),
    "no moment": lambda lines: lines[0].pop("made_at"),
}  # fmt: skip


def _signed(lines: list[Any]) -> int:
    """Return the line of the first signature."""
    return int(lines.index({"table": "signatures"})) + 1


@pytest.mark.rest_in_full
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
async def test_a_backup_that_somebody_changed_is_refused(
    sqlite_database: Database, tmp_path: Path, fresh: str, change: Callable[[list[Any]], object]
) -> None:
    await fill(sqlite_database)
    settings = Settings(database_url=str(sqlite_database.url), key_dir=tmp_path / "keys")
    file = tmp_path / "backup"
    await back_up(settings, file, [])
    lines = [json.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines()]
    change(lines)
    if "end" in lines[-1]:  # by somebody who knows the format
        before = b"".join(json.dumps(line).encode() + b"\n" for line in lines[:-1])
        lines[-1] = {"end": hashlib.sha256(before).hexdigest()}
    file.write_bytes(gzip.compress(b"".join(json.dumps(line).encode() + b"\n" for line in lines)))
    with pytest.raises(StartError, match="damaged"):
        await restore(Settings(database_url=fresh, key_dir=settings.key_dir), file, None)
    assert await is_empty(fresh)


@pytest.mark.full
async def test_a_backup_of_a_newer_version_is_refused(shelf: Shelf, fresh: str) -> None:
    await back_up(shelf.settings, shelf.file, [])
    lines = gzip.decompress(shelf.file.read_bytes()).splitlines(keepends=True)
    for head in ({"revision": "9999"}, {"tocsin-backup": 2}):
        newer = json.dumps({**json.loads(lines[0]), **head, "tocsin": "9.9"}).encode() + b"\n"
        later = shelf.file.with_name("later")
        later.write_bytes(gzip.compress(newer + b"".join(lines[1:])))
        await fails(
            restore(Settings(database_url=fresh, key_dir=shelf.settings.key_dir), later, None),
            "made by Tocsin 9.9, which this version cannot read. Nothing was restored. Install that version.",
        )
    assert await is_empty(fresh)


async def test_a_database_that_is_not_empty_is_left_as_it_is(shelf: Shelf) -> None:
    await back_up(shelf.settings, shelf.file, [])
    before = await tallies(shelf.database)
    await fails(restore(shelf.settings, shelf.file, None), "is not empty, perhaps that of a running bot")
    assert await tallies(shelf.database) == before


@pytest.mark.full
async def test_a_lost_connection_during_a_restore_is_not_reported_as_a_damaged_backup(
    shelf: Shelf, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put: Callable[..., Any] = copier.put

    async def cut_off(session: Any, *rest: Any) -> None:
        await session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        await put(session, *rest)

    await back_up(shelf.settings, shelf.file, [])
    with monkeypatch.context() as patch:
        patch.setattr(copier, "put", cut_off)
        with pytest.raises(StartError, match="that the server runs"):
            await restore(shelf.elsewhere(postgres_url), shelf.file, None)
    await restore(shelf.elsewhere(postgres_url), shelf.file, None)


async def test_without_a_database_there_is_nothing_to_back_up(shelf: Shelf, fresh: str) -> None:
    await fails(back_up(shelf.elsewhere(fresh), shelf.file, []), "There is nothing to back up")
    assert not Path(fresh.partition("///")[2]).exists()
    assert os.listdir(shelf.folder) == []


@pytest.mark.full
@pytest.mark.both_engines
async def test_a_backup_shows_one_moment_while_the_bot_writes(shelf: Shelf, fresh: str) -> None:
    """Each write changes two tables together: a backup between the two would show it."""

    async def write(number: int) -> None:
        async with shelf.database.write() as session:
            await session.execute(update(Demand).values(stamp=number))
            await session.execute(update(Server).values(name=f"{number}"))

    async def go_on() -> None:
        for number in range(1, 1000):
            await write(number)
            await asyncio.sleep(0)

    await write(0)
    writing = asyncio.create_task(go_on())
    await asyncio.sleep(0.05)
    await back_up(shelf.settings, shelf.file, [])
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    await restore(shelf.elsewhere(fresh), shelf.file, None)
    restored = await Database.connect(fresh)
    async with restored.read() as session:
        stamp, name = (await session.execute(select(Demand.stamp, Server.name).join(Server))).one()
    await restored.close()
    assert name == f"{stamp}"


@pytest.mark.parametrize("sealed", [False, True], ids=["plain", "encrypted"])
@pytest.mark.full
async def test_a_full_disk_is_reported_and_no_file_is_left(
    sqlite_database: Database, tmp_path: Path, sealed: bool
) -> None:
    async with sqlite_database.write() as session:
        await session.execute(text(
            "INSERT INTO snapshots (sha256, source, url, query, fetched_at, content) "
            "VALUES ('a', '', '', '', '2026-01-01 00:00:00.000000', :content)"
        ), {"content": os.urandom(300_000)})  # fmt: skip
    folder = tmp_path / "backups"
    folder.mkdir()
    to = ["--to", make_pair(tmp_path / "pair")] if sealed else []
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "backup", str(folder / "full"), *to),
        env={
            **os.environ,
            "DATABASE_URL": str(sqlite_database.url),
            "PYTHONDONTWRITEBYTECODE": "1",  # a module cached to the limit would be broken
        },
        stderr=asyncio.subprocess.PIPE,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )
    _, said = await process.communicate()
    assert (process.returncode, len(said.splitlines())) == (1, 1), said.decode()
    assert b"cannot be used: File too large" in said
    assert os.listdir(folder) == []


async def test_restored_announcements_are_searched_before_they_are_posted_and_ids_continue_far_beyond(
    shelf: Shelf, fresh: str
) -> None:
    async with shelf.database.write() as session:
        for occasion, gathering in (("waits", False), ("read goes on", True)):
            announcement = NewAnnouncement(2**62, 7, "contract", "contract:41", occasion, gathering=gathering)
            await enqueue(session, shelf.database, announcement, NOW)
        last = (await session.scalars(select(Announcement.id).order_by(Announcement.id.desc()))).first()
        now = utc_now()
        long_ago, soon = now - timedelta(days=60), now + timedelta(hours=20)
        await session.execute(update(Demand).values(state="open", opened_at=long_ago, closes_at=soon))
    await back_up(shelf.settings, shelf.file, [])
    await restore(shelf.elsewhere(fresh), shelf.file, None)
    restored = await Database.connect(fresh)
    await Reminders(restored, utc_now).tick()
    async with restored.read() as session:
        found = {row.occasion: row for row in await session.scalars(select(Announcement))}
    await restored.close()
    assert found["waits"].state == "pending"
    assert found["waits"].first_attempt_at is not None, "so that the channel is looked through first"
    assert (found["read goes on"].state, found["read goes on"].gathering) == ("uncertain", False)
    [reminder] = [row for row in found.values() if row.kind == "reminder"]
    assert reminder.state == "uncertain", "it was due since before the restore"
    [told] = [row for row in found.values() if row.kind == "restored"]
    assert told.state == "pending"
    assert last is not None
    assert told.id > last + 1_000_000


@pytest.mark.full
async def test_a_restore_that_is_killed_anywhere_lets_no_reminder_be_told_twice(
    sqlite_database: Database, tmp_path: Path
) -> None:
    await fill(sqlite_database)
    now = utc_now()
    async with sqlite_database.write() as session:
        due = {"opened_at": now - timedelta(days=60), "closes_at": now + timedelta(hours=20)}
        await session.execute(update(Demand).values(state="open", **due))
    file, keys = tmp_path / "backup", tmp_path / "keys"
    await back_up(Settings(database_url=str(sqlite_database.url), key_dir=keys), file, [])
    found = dict[int, list[str]]()
    status = -1
    while status != 0:
        url = f"sqlite+aiosqlite:///{tmp_path / f'killed-{len(found)}' / 'tocsin.db'}"
        process = await start(
            "tests.support.restore_and_die",
            *(str(len(found)), url, str(keys), str(file)),
            folder=tmp_path,
            environ={"PATH": os.environ["PATH"]},
            out=tmp_path / "said.txt",
        )
        status = await process.wait()
        assert status in (0, -signal.SIGKILL)
        found[len(found)] = [] if await is_empty(url) else await _reminders_of_next_start(url)
    assert all(reminders in ([], ["uncertain"]) for reminders in found.values()), found
    assert found[len(found) - 1] == ["uncertain"]
    assert [] in found.values()


async def _reminders_of_next_start(url: str) -> list[str]:
    """Return the states of the reminders after a bot's next tick."""
    restored = await Database.connect(url)
    await Reminders(restored, utc_now).tick()
    async with restored.read() as session:
        rows = await session.scalars(select(Announcement.state).where(Announcement.kind == "reminder"))
        states = list(rows)
    await restored.close()
    return states


async def test_nothing_is_restored_while_a_bot_runs_on_the_database(shelf: Shelf, other_url: str) -> None:
    await back_up(shelf.settings, shelf.file, [])
    active = lock_of(other_url)
    assert await active.take()
    await fails(restore(shelf.elsewhere(other_url), shelf.file, None), "stop it first. Nothing was restored.")
    await active.give_back()
    assert await is_empty(other_url)
    await restore(shelf.elsewhere(other_url), shelf.file, None)
    assert await active.take(), "the restoration gave it back"
    await active.give_back()
